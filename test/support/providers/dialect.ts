import type { IncomingHttpHeaders } from 'node:http';

/** Why a server refuses a request; what stands beside `kind` goes into the message. */
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

/** Thrown by what checks a request. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';

  constructor(readonly refusal: Refusal) {
    super(refusal.kind);
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export type Role = 'query' | 'document';

/** What an embedding request asks for, in whatever words. */
export interface EmbeddingRequest {
  readonly model: string;
  /** As they came, prefixes included. */
  readonly inputs: readonly string[];
  /** The one input came as a string and not in an array. */
  readonly asString: boolean;
  readonly dimensions?: number | undefined;
  readonly encoding: 'float' | 'base64';
  /** What the request says that the inputs are; undefined where it does not. */
  readonly role?: Role | undefined;
}

/** A model as its provider documents it. */
export interface DialectModel {
  /** Its own. */
  readonly dimensions: number;
  /** What may be asked for, nothing at all where left out. `upTo`: any number up to its own. */
  readonly dimensionChoices?: readonly number[] | 'upTo';
  readonly maxInputTokens: number;
  readonly maxRequestTokens?: number;
  /** How a query begins, for models that tell queries from documents by it. */
  readonly queryPrefix?: RegExp;
  /** How a document begins, where queries are told by theirs; documents stand bare where it is left out. */
  readonly documentPrefix?: RegExp;
}

/** An answer: its status, and its body, made JSON of. */
export interface DialectAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Of providers that answer with a task, and with vectors at another path later. */
export interface TaskRules {
  /** Below the root of the server, with `{id}` in it. */
  readonly resultPath: string;
  /** How often the result is asked for before it is there. */
  readonly polls: number;
  started(id: string): unknown;
  running(id: string): unknown;
}

/** How a provider wants to be talked to, as it documents it. */
export interface Dialect {
  /** As in the settings. */
  readonly id: string;
  /** What a base URL ends with. */
  readonly base: string;
  /** What stands behind it; `{model}` is the model of the request. */
  readonly path: string;
  /** The query that the path has to have; none may be there where it is left out. */
  readonly query?: RegExp;
  /** Whether a request without a key is refused. */
  readonly needsKey: boolean;
  /** The key of a request, if it stands where it belongs. */
  keyOf(headers: IncomingHttpHeaders): string | undefined;
  readonly models: Readonly<Record<string, DialectModel>>;
  /** Most inputs in one request; any number where left out. */
  readonly maxInputs?: number;
  /**
   * Reads a body that is a JSON object.
   *
   * @param model the model that the path names
   * @throws RequestRefused
   */
  read(body: JsonObject, model: string | undefined): EmbeddingRequest;
  answer(vectors: readonly (readonly number[])[], request: EmbeddingRequest, tokens: number): unknown;
  fault(refusal: Refusal): DialectAnswer;
  readonly task?: TaskRules;
}
