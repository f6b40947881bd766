import type { ModelInfo } from '../../../common/contracts/providerInfo';
import type { ProviderRequest, ServiceRecord } from './serviceRecord';

/** The role of a text: many models treat the two differently. */
export type EmbeddingRole = 'document' | 'query';

/** Encoding of the numbers in an answer: JSON, or base64 of little-endian float32, of 8-bit integers of their bytes. */
export type VectorEncoding = 'float' | 'base64';

/** One call of an embedding endpoint. */
export interface EmbeddingCall {
  readonly model: string;
  /** At least one, none of them empty; prefixes are already added. */
  readonly inputs: readonly string[];
  readonly role: EmbeddingRole;
  /** Only if the user asked for other dimensions than the model's own. */
  readonly dimensions?: number | undefined;
  readonly encoding: VectorEncoding;
  /** Only if the user asked for 8-bit integers and the model returns them. */
  readonly outputType?: 'int8' | undefined;
  /** Send the one input as a string and not in an array, because the endpoint refuses arrays. */
  readonly asString: boolean;
  /** The normalized base URL, for providers whose paths depend on it (Azure OpenAI). */
  readonly baseUrl?: string | undefined;
}

/** How an endpoint returns vectors of 8-bit integers, from -128 to 127. */
export interface Int8Output {
  /** Whether a model is documented to return them. */
  isOf(model: string): boolean;
  /** Supported encodings of them, the best first. */
  readonly encodings: readonly VectorEncoding[];
}

/** One vector of an answer, not yet decoded. */
export interface RawEmbedding {
  /** Number of the input it belongs to, if the answer has one; NaN if the value is not a number. */
  readonly index?: number | undefined;
  /** Numbers, not yet checked, or base64 as in {@link VectorEncoding}. */
  readonly vector: readonly unknown[] | string;
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
export interface ProviderRecord extends ServiceRecord {
  readonly listing?: ModelListing;
  /**
   * The command that installs a model on its server, without the name of the model, which follows it; undefined if
   * all documented models are present.
   */
  readonly installCommand?: string;
  /** Supported encodings, the best first. */
  readonly encodings: readonly VectorEncoding[];
  /** Undefined if it returns no vectors of integers. */
  readonly int8?: Int8Output;
  /**
   * The dimensions that may be requested: `any`, a list, or an empty list if the field is never sent and the model's
   * own apply.
   */
  dimensionsOf(model: string): 'any' | readonly number[];
  /** The prefix of a text; empty for models that need none, or if the endpoint has a field for it. */
  prefixOf(model: string, role: EmbeddingRole): string;
  requestOf(call: EmbeddingCall): ProviderRequest;
  /** The vectors of a JSON answer; undefined if it has none. Does not throw. */
  readAnswer(body: unknown): readonly RawEmbedding[] | undefined;
  /** The task of an answer; undefined if it has none. Only for providers that may answer with one. */
  readTask?(body: unknown): ProviderTask | undefined;
}
