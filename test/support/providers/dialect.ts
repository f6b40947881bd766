import type { IncomingHttpHeaders } from 'node:http';

/** Why a server refuses a request; the other fields go into the message. */
export type Refusal =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'method'; readonly method: string }
  | { readonly kind: 'contentType'; readonly contentType: string }
  | { readonly kind: 'json' }
  | { readonly kind: 'noKey' }
  | { readonly kind: 'wrongKey'; readonly key: string }
  | { readonly kind: 'model'; readonly model: string }
  | { readonly kind: 'unknownField'; readonly field: string }
  | { readonly kind: 'missingField'; readonly field: string }
  | { readonly kind: 'badValue'; readonly field: string; readonly value: unknown }
  | { readonly kind: 'badType'; readonly field: string; readonly wanted: string; readonly got: string }
  | { readonly kind: 'dimensions'; readonly model: string; readonly value: number }
  | { readonly kind: 'emptyInput'; readonly position: number }
  | { readonly kind: 'tooManyInputs'; readonly count: number; readonly limit: number }
  | {
      readonly kind: 'inputTooLong';
      readonly position: number;
      readonly tokens: number;
      readonly limit: number;
    }
  | { readonly kind: 'requestTooLong'; readonly tokens: number; readonly limit: number };

/** Thrown by the checks of a request. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';

  constructor(readonly refusal: Refusal) {
    super(refusal.kind);
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export type Role = 'query' | 'document';

/** Content of an embedding request, independent of the dialect. */
export interface EmbeddingRequest {
  readonly model: string;
  /** As received, including prefixes. */
  readonly inputs: readonly string[];
  /** Whether a single input came as a string instead of an array. */
  readonly asString: boolean;
  readonly dimensions?: number | undefined;
  readonly encoding: 'float' | 'base64';
  /** Requested type of the numbers; undefined for floating-point numbers. */
  readonly outputType?: 'int8' | undefined;
  /** Role of the inputs according to the request; undefined if not given. */
  readonly role?: Role | undefined;
}

/** A model as its provider documents it. */
export interface DialectModel {
  /** Default dimensions. */
  readonly dimensions: number;
  /** Dimensions that can be requested; none if omitted. `upTo`: any number up to the default. */
  readonly dimensionChoices?: readonly number[] | 'upTo';
  /** Whether vectors of 8-bit integers can be requested. Default false. */
  readonly hasInt8?: boolean;
  readonly maxInputTokens: number;
  readonly maxRequestTokens?: number;
  /** Prefix of queries, for models that distinguish queries from documents by a prefix. */
  readonly queryPrefix?: RegExp;
  /** Prefix of documents for such models; no prefix if omitted. */
  readonly documentPrefix?: RegExp;
}

/** An answer: its status, and its body, which is sent as JSON. */
export interface DialectAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Rules of providers that answer with a task and serve the vectors later at another path. */
export interface TaskRules {
  /** Path below the server's root, containing `{id}`. */
  readonly resultPath: string;
  /** Number of polls before the result is available. */
  readonly polls: number;
  started(id: string): unknown;
  running(id: string): unknown;
}

/** The API of a provider as documented. */
export interface Dialect {
  /** Provider id as in the settings. */
  readonly id: string;
  /** End of the base URL. */
  readonly base: string;
  /** Path after the base URL; `{model}` is the model of the request. */
  readonly path: string;
  /** Required query string; must be empty if omitted. */
  readonly query?: RegExp;
  /** Whether a request without a key is refused. */
  readonly needsKey: boolean;
  /** The key of a request, if it is in the right place. */
  keyOf(headers: IncomingHttpHeaders): string | undefined;
  readonly models: Readonly<Record<string, DialectModel>>;
  /** Maximum inputs per request; unlimited if omitted. */
  readonly maxInputs?: number;
  /**
   * Reads a JSON object body.
   *
   * @param model the model in the path
   * @throws RequestRefused
   */
  read(body: JsonObject, model: string | undefined): EmbeddingRequest;
  answer(vectors: readonly (readonly number[])[], request: EmbeddingRequest, tokens: number): unknown;
  fault(refusal: Refusal): DialectAnswer;
  readonly task?: TaskRules;
}
