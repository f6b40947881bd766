import type { Text } from '../messages/message';
import type { PathReason, SharedCounts, SnapshotOrigin } from './indexReport';

/** The price of a model. */
export interface Price {
  /** Per million tokens. */
  readonly amount: number;
  readonly currency: 'USD' | 'CNY';
}

/** Known properties of a provider's model. */
export interface ModelInfo {
  readonly id: string;
  /** Default dimensions; undefined until the model was asked. */
  readonly dimensions?: number | undefined;
  /** Other dimensions to offer; undefined or empty if only the default ones are supported. */
  readonly otherDimensions?: readonly number[] | undefined;
  /** Most tokens of one text. */
  readonly maxInputTokens?: number | undefined;
  /** As published; shown only before texts are sent. */
  readonly price?: Price | undefined;
  /**
   * Name of the vector space that its maker says it shares with all models of this name: an index of one can be asked
   * with another. Undefined: its vectors can be compared with those of no other model.
   */
  readonly space?: string | undefined;
  /** Whether it can return vectors of 8-bit integers. Default false. */
  readonly hasInt8?: boolean | undefined;
}

/** Provider metadata shown in the picker. */
export interface ProviderInfo {
  /** Id in the settings. */
  readonly id: string;
  readonly label: string;
  /** One line, without a trailing full stop. */
  readonly description: Text;
  readonly documentation: string;
  /** Undefined: the user has to set it. */
  readonly baseUrl?: string | undefined;
  readonly baseUrlExample?: string | undefined;
  readonly key: 'required' | 'optional' | 'none';
  readonly defaultModel?: string | undefined;
  /** Documented models, the recommended one first. */
  readonly models: readonly ModelInfo[];
  /** Whether the provider can list its models. */
  readonly listsModels: boolean;
  /**
   * Command that installs a model on the server, followed by the model name: `ollama pull`. Undefined: all models are
   * already available.
   */
  readonly installCommand?: string | undefined;
}

/** Result of a connection test. */
export interface ProviderTest {
  /** Host, with its port if that is not the default. */
  readonly host: string;
  readonly model: string;
  readonly dimensions: number;
  /** Time from sending one short text to receiving its vector. */
  readonly latencyMs: number;
  /** Most texts per request, as documented or learned. */
  readonly maxInputs: number;
  readonly maxInputTokens: number;
  readonly maxRequestTokens?: number | undefined;
  /** Limits that were learned from rejected requests; empty if there are none. */
  readonly learned: readonly Text[];
}

/** A string that looks like a secret; it is masked before the surrounding text is sent. */
export interface MaskedString {
  /** Relative to the workspace folder. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** What it looks like, a message of `detailTexts`: a token of GitHub. Never the string itself. */
  readonly what: Text;
}

/** A file with texts that would be sent. */
export interface PlannedFile {
  readonly path: string;
  readonly chunks: number;
  /** Estimate; more likely too high than too low. */
  readonly tokens: number;
}

/** The lists of a plan. */
export interface PlanLists {
  /** Files with texts that have not been embedded with this model yet, by path. */
  readonly files: readonly PlannedFile[];
  /** Files that look secret and are not sent, with the reason. */
  readonly heldBack: readonly { readonly path: string; readonly detail: Text }[];
  readonly masked: readonly MaskedString[];
  /** Files and directories that could not be read: their content is not counted, and is sent when it can be read. */
  readonly unread: readonly PathReason[];
}

/** What a plan has read of the results that the team shares. */
export interface SharedPlan extends Pick<SharedCounts, 'place' | 'vectors' | 'fault'> {
  /** The snapshot from which the index started, or will start. */
  readonly snapshot?: SnapshotOrigin | undefined;
}

/** What indexing a workspace folder would send. */
export interface SendingPlan extends PlanLists {
  /** Texts to send. */
  readonly chunks: number;
  /** Estimated tokens of these texts; more likely too high than too low. */
  readonly tokens: number;
  /** Chunks that need not be sent because their vectors are cached. */
  readonly known: number;
  /** What was read from the vectors that the team shares; these are counted in `known`. Undefined if none are shared. */
  readonly shared?: SharedPlan | undefined;
  /** Number of entries of each list that are not included; undefined if all are. */
  readonly notListed?: Readonly<Record<keyof PlanLists, number>> | undefined;
}

/** The model of an index. */
export interface ProviderSummary {
  readonly id: string;
  readonly model: string;
  readonly dimensions: number;
  /** The model that embeds questions, if it is another one. */
  readonly queryModel?: string | undefined;
  /** Host that texts are sent to; null if nothing is sent to another machine. */
  readonly host: string | null;
}
