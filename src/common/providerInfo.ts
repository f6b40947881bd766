import type { PathReason } from './indexReport';

/** What something costs. */
export interface Price {
  /** For a million tokens. */
  readonly amount: number;
  readonly currency: 'USD' | 'CNY';
}

/** A model of a provider, as far as it is known. */
export interface ModelInfo {
  readonly id: string;
  /** Its own dimensions; undefined until somebody asks it. */
  readonly dimensions?: number | undefined;
  /** Other dimensions that are worth offering; none where it has but its own. */
  readonly otherDimensions?: readonly number[] | undefined;
  /** Most tokens of one text. */
  readonly maxInputTokens?: number | undefined;
  /** As published; only for who is about to send. */
  readonly price?: Price | undefined;
}

/** A provider, for who chooses one. */
export interface ProviderInfo {
  /** As in the settings. */
  readonly id: string;
  readonly label: string;
  /** One line, without a full stop. */
  readonly description: string;
  readonly documentation: string;
  /** undefined: a person has to give it. */
  readonly baseUrl?: string | undefined;
  readonly baseUrlExample?: string | undefined;
  readonly key: 'required' | 'optional' | 'none';
  readonly defaultModel?: string | undefined;
  /** Models that are documented, the recommended one first. */
  readonly models: readonly ModelInfo[];
  /** Whether it can be asked for a list of its models. */
  readonly listsModels: boolean;
  /** What installs a model on its server, the name of the model follows: `ollama pull`. Undefined: its models are all there. */
  readonly installCommand?: string | undefined;
}

/** What a test of the connection found. */
export interface ProviderTest {
  /** Host, with its port where that is not the usual one. */
  readonly host: string;
  readonly model: string;
  readonly dimensions: number;
  /** From sending one short text to its vector. */
  readonly latencyMs: number;
  /** Most texts in one request, as documented or learned. */
  readonly maxInputs: number;
  readonly maxInputTokens: number;
  readonly maxRequestTokens?: number | undefined;
  /** What of the limits was learned from refusals, for people; empty where nothing was. */
  readonly learned: readonly string[];
}

/** A string that looks like a secret and is masked before the text around it is sent. */
export interface MaskedString {
  /** Relative to the workspace folder. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** What it looks like, for people: `a token of GitHub`. Never the string itself. */
  readonly what: string;
}

/** A file of which texts would be sent. */
export interface PlannedFile {
  readonly path: string;
  readonly chunks: number;
  /** Estimated, rather too many than too few. */
  readonly tokens: number;
}

/** What a plan names one by one. */
export interface PlanLists {
  /** Files of which something has not been embedded with this model yet, by path. */
  readonly files: readonly PlannedFile[];
  /** Files that look secret and are not sent, and why. */
  readonly heldBack: readonly { readonly path: string; readonly detail: string }[];
  readonly masked: readonly MaskedString[];
  /** Files and directories that could not be read: what they hold is not counted, and is sent when they can be read. */
  readonly unread: readonly PathReason[];
}

/** What indexing a workspace folder would send. */
export interface SendingPlan extends PlanLists {
  /** Texts to send. */
  readonly chunks: number;
  /** Estimated tokens of them, rather too many than too few. */
  readonly tokens: number;
  /** Chunks that need not be sent: their vectors are known. */
  readonly known: number;
  /** How many entries each list has beyond those named; undefined where all are. */
  readonly notListed?: Readonly<Record<keyof PlanLists, number>> | undefined;
}
