import type { ModelInfo } from '../../../common/providerInfo';

/** What a text is embedded for: many models treat the two differently. */
export type EmbeddingRole = 'document' | 'query';

/** How numbers are written in an answer: as JSON, or as base64 of little-endian float32. */
export type VectorEncoding = 'float' | 'base64';

/** How much a provider takes. */
export interface ProviderLimits {
  /** Most texts in one request. */
  readonly maxInputs: number;
  /** Most tokens of one text. */
  readonly maxInputTokens: number;
  /** Most tokens in one request, all texts together; undefined where none is known. */
  readonly maxRequestTokens?: number;
  /** Most requests under way at a time. */
  readonly concurrency: number;
}

/** One call of an embedding endpoint. */
export interface EmbeddingCall {
  readonly model: string;
  /** At least one, none of them empty; prefixes are on them already. */
  readonly inputs: readonly string[];
  readonly role: EmbeddingRole;
  /** Only where a person asked for other dimensions than the model's own. */
  readonly dimensions?: number | undefined;
  readonly encoding: VectorEncoding;
  /** The one input is to be sent as a string and not in an array: the endpoint refuses arrays. */
  readonly asString: boolean;
  /** Where it goes, normalised; for providers whose paths depend on it (Azure OpenAI). */
  readonly baseUrl?: string | undefined;
}

/** An embedding request as it goes out, without its headers. */
export interface ProviderRequest {
  /** What is put behind the base URL, before the query of the base URL: `/embeddings`. */
  readonly path: string;
  /** Made JSON of. No field that nobody asked for. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** One vector of an answer, as it came. */
export interface RawEmbedding {
  /** Number of the input it belongs to, where the answer says so; NaN where what it says is no number. */
  readonly index?: number | undefined;
  /** Numbers, not yet checked, or base64 of little-endian float32. */
  readonly vector: readonly unknown[] | string;
}

/** What a refusal says of itself. */
export interface ProviderFault {
  /** The provider's own code: `insufficient_quota`, `20042`, `RESOURCE_EXHAUSTED`. */
  readonly code?: string | undefined;
  /** The provider's own message; empty where it says nothing. */
  readonly message: string;
  /** The HTTP status that the body claims, where it does: gateways put errors into answers of status 200. */
  readonly status?: number | undefined;
  /** No more can be had until somebody pays: to ask again is of no use. */
  readonly isExhausted?: boolean | undefined;
  /** How long to wait, where the body says so (Gemini's `retryDelay`). */
  readonly retryAfterMs?: number | undefined;
}

/** A task that was answered with in place of vectors. */
export interface ProviderTask {
  readonly id: string;
  /** As the provider words it. */
  readonly status: string;
  readonly state: 'running' | 'done' | 'failed';
}

/** Where a provider lists its models. */
export interface ModelListing {
  /** What is put behind the base URL of the provider: `/models`. Asked for with GET. */
  readonly path: string;
  /** The embedding models of an answer, in its order; empty where it holds none. */
  read(body: unknown): readonly ModelInfo[];
}

/** A provider of embeddings: what has to be known to talk to it. One file each, readable beside its documentation. */
export interface ProviderRecord {
  /** As in the settings. */
  readonly id: string;
  /** Its name. */
  readonly label: string;
  /** One line for who chooses, without a full stop. */
  readonly describe: () => string;
  /** Address of the page that documents its endpoint. */
  readonly documentation: string;
  /** What stands before the paths; undefined where it differs from person to person. No slash at its end. */
  readonly baseUrl?: string;
  /** What a base URL looks like, where there is no default. */
  readonly baseUrlExample?: string;
  /**
   * Paths that people paste with the base URL, longest first: cut off again. A name in braces stands for any part between two
   * slashes: `/models/{model}:embed`.
   */
  readonly paths: readonly string[];
  readonly key: 'required' | 'optional' | 'none';
  /** Model taken where none is chosen. */
  readonly defaultModel?: string;
  /** Models that are documented, the recommended one first. */
  readonly models: readonly ModelInfo[];
  readonly listing?: ModelListing;
  /** What installs a model on its server, the name of the model follows; undefined where all that are documented are there. */
  readonly installCommand?: string;
  /** How long one request may take, milliseconds. */
  readonly timeoutMs: number;
  /** Encodings that it takes, the best first. */
  readonly encodings: readonly VectorEncoding[];
  limitsOf(model: string): ProviderLimits;
  /**
   * What dimensions may be asked for: `any`, some, or none (empty): then the field is never sent, and the model has its own.
   */
  dimensionsOf(model: string): 'any' | readonly number[];
  /** What is put before a text; empty for models that need nothing, or where the endpoint has a field for it. */
  prefixOf(model: string, role: EmbeddingRole): string;
  /** Headers that carry the key, names in lower case. */
  headersOf(key: string): Readonly<Record<string, string>>;
  requestOf(call: EmbeddingCall): ProviderRequest;
  /** The vectors of an answer that is JSON; undefined where it holds none. Does not throw. */
  readAnswer(body: unknown): readonly RawEmbedding[] | undefined;
  /**
   * What an answer without vectors says, or one whose status is not 200; undefined where it is no error and says nothing.
   * Does not throw.
   *
   * @param body parsed JSON, or the text where it is none
   */
  readFault(body: unknown): ProviderFault | undefined;
  /** The task of an answer; undefined where it holds none. Only of providers that may answer with one. */
  readTask?(body: unknown): ProviderTask | undefined;
}
