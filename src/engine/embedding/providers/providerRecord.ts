import type { ModelInfo } from '../../../common/contracts/providerInfo';
import type { Message } from '../../../common/messages/message';

/** The role of a text: many models treat the two differently. */
export type EmbeddingRole = 'document' | 'query';

/** Encoding of the numbers in an answer: JSON, or base64 of little-endian float32. */
export type VectorEncoding = 'float' | 'base64';

/** Limits of a provider. */
export interface ProviderLimits {
  /** Most texts in one request. */
  readonly maxInputs: number;
  /** Most tokens of one text. */
  readonly maxInputTokens: number;
  /** Most tokens in one request, all texts together; undefined if no limit is known. */
  readonly maxRequestTokens?: number;
  /** Most requests in flight at a time. */
  readonly concurrency: number;
}

/** One call of an embedding endpoint. */
export interface EmbeddingCall {
  readonly model: string;
  /** At least one, none of them empty; prefixes are already added. */
  readonly inputs: readonly string[];
  readonly role: EmbeddingRole;
  /** Only if the user asked for other dimensions than the model's own. */
  readonly dimensions?: number | undefined;
  readonly encoding: VectorEncoding;
  /** Send the one input as a string and not in an array, because the endpoint refuses arrays. */
  readonly asString: boolean;
  /** The normalized base URL, for providers whose paths depend on it (Azure OpenAI). */
  readonly baseUrl?: string | undefined;
}

/** An embedding request, without its headers. */
export interface ProviderRequest {
  /** Path after the base URL and before its query: `/embeddings`. */
  readonly path: string;
  /** The JSON body, without optional fields that were not requested. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** One vector of an answer, not yet decoded. */
export interface RawEmbedding {
  /** Number of the input it belongs to, if the answer has one; NaN if the value is not a number. */
  readonly index?: number | undefined;
  /** Numbers, not yet checked, or base64 of little-endian float32. */
  readonly vector: readonly unknown[] | string;
}

/** The content of a refusal. */
export interface ProviderFault {
  /** The provider's own code: `insufficient_quota`, `20042`, `RESOURCE_EXHAUSTED`. */
  readonly code?: string | undefined;
  /** The provider's own message; empty if there is none. */
  readonly message: string;
  /** The HTTP status that the body claims, if any: gateways put errors into answers of status 200. */
  readonly status?: number | undefined;
  /** No more requests are accepted until the user pays, so a retry is useless. */
  readonly isExhausted?: boolean | undefined;
  /** How long to wait, if the body says so (Gemini's `retryDelay`). */
  readonly retryAfterMs?: number | undefined;
}

/** A task returned instead of vectors. */
export interface ProviderTask {
  readonly id: string;
  /** In the provider's wording. */
  readonly status: string;
  readonly state: 'running' | 'done' | 'failed';
}

/** The endpoint that lists a provider's models. */
export interface ModelListing {
  /** Path after the base URL of the provider: `/models`. Requested with GET. */
  readonly path: string;
  /** The embedding models of an answer, in its order; empty if it has none. */
  read(body: unknown): readonly ModelInfo[];
}

/** An embedding provider: everything needed to communicate with it. One file each, readable beside its documentation. */
export interface ProviderRecord {
  /** Id as in the settings. */
  readonly id: string;
  /** Display name. */
  readonly label: string;
  /** One line for the picker, without a full stop. */
  readonly description: Message;
  /** Address of the documentation of its endpoint. */
  readonly documentation: string;
  /** Prefix of the paths, without a trailing slash; undefined if it differs between users. */
  readonly baseUrl?: string;
  /** Example of a base URL, if there is no default. */
  readonly baseUrlExample?: string;
  /**
   * Paths that users paste with the base URL, longest first; they are removed. A name in braces matches any single
   * path segment: `/models/{model}:embed`.
   */
  readonly paths: readonly string[];
  readonly key: 'required' | 'optional' | 'none';
  /** Model used if none is configured. */
  readonly defaultModel?: string;
  /** Documented models, the recommended one first. */
  readonly models: readonly ModelInfo[];
  readonly listing?: ModelListing;
  /**
   * The command that installs a model on its server, without the name of the model, which follows it; undefined if
   * all documented models are present.
   */
  readonly installCommand?: string;
  /** Timeout of one request, milliseconds. */
  readonly timeoutMs: number;
  /** Supported encodings, the best first. */
  readonly encodings: readonly VectorEncoding[];
  limitsOf(model: string): ProviderLimits;
  /**
   * The dimensions that may be requested: `any`, a list, or an empty list if the field is never sent and the model's
   * own apply.
   */
  dimensionsOf(model: string): 'any' | readonly number[];
  /** The prefix of a text; empty for models that need none, or if the endpoint has a field for it. */
  prefixOf(model: string, role: EmbeddingRole): string;
  /** Headers that carry the key, names in lower case. */
  headersOf(key: string): Readonly<Record<string, string>>;
  requestOf(call: EmbeddingCall): ProviderRequest;
  /** The vectors of a JSON answer; undefined if it has none. Does not throw. */
  readAnswer(body: unknown): readonly RawEmbedding[] | undefined;
  /**
   * The error of an answer without vectors, or with another status than 200; undefined if it contains no error
   * message. Does not throw.
   *
   * @param body parsed JSON, or the text if it is not JSON
   */
  readFault(body: unknown): ProviderFault | undefined;
  /** The task of an answer; undefined if it has none. Only for providers that may answer with one. */
  readTask?(body: unknown): ProviderTask | undefined;
}
