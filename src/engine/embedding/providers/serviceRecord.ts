import type { ModelInfo } from '../../../common/contracts/providerInfo';
import type { Message } from '../../../common/messages/message';

/** Limits of a service. */
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

/** A request to a service, without its headers. */
export interface ProviderRequest {
  /** Path after the base URL and before its query: `/embeddings`. */
  readonly path: string;
  /** The JSON body, without optional fields that were not requested. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Fields that a user adds to the body of each request, by name. */
export type RequestParameters = Readonly<Record<string, unknown>>;

/** The content of a refusal. */
export interface ProviderFault {
  /** The provider's own code: `insufficient_quota`, `20042`, `RESOURCE_EXHAUSTED`. */
  readonly code?: string | undefined;
  /** The provider's own message; empty if the answer contains no message. */
  readonly message: string;
  /** The HTTP status that the body claims, if any: gateways put errors into answers of status 200. */
  readonly status?: number | undefined;
  /** No more requests are accepted until the user pays, so a retry is useless. */
  readonly isExhausted?: boolean | undefined;
  /** How long to wait, if the body says so (Gemini's `retryDelay`). */
  readonly retryAfterMs?: number | undefined;
}

/** What is known of any service that a user can choose: how it is reached, and how its refusals are read. */
export interface ServiceRecord {
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
  /** Timeout of one request, milliseconds. */
  readonly timeoutMs: number;
  limitsOf(model: string): ProviderLimits;
  /** Headers that carry the key, names in lower case. */
  headersOf(key: string): Readonly<Record<string, string>>;
  /** Adds parameters of the user to a body. Default: as fields of the body. */
  placeParameters?(body: ProviderRequest['body'], parameters: RequestParameters): ProviderRequest['body'];
  /**
   * The error of an answer without a result, or with another status than 200; undefined if it contains no error
   * message. Does not throw.
   *
   * @param body parsed JSON, or the text if it is not JSON
   */
  readFault(body: unknown): ProviderFault | undefined;
}
