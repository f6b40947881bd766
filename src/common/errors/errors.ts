import { message, type Text } from '../messages/message';
import { textOf } from '../messages/textOf';

/** Codes of all user-visible errors; the command line prints them, the user interface has texts for them. */
export type ErrorCode =
  | 'USAGE'
  | 'FOLDER_NOT_FOUND'
  | 'FOLDER_UNREADABLE'
  | 'INDEX_LOCKED'
  | 'INDEX_UNWRITABLE'
  /** A part of the index exists but cannot be read, or another version wrote it. */
  | 'INDEX_UNREADABLE'
  | 'DISK_FULL'
  /** The results of the command line could not be written. */
  | 'OUTPUT_UNWRITABLE'
  /** Not all shared results could be written. */
  | 'SHARED_UNWRITABLE'
  /** The connection to a database failed or was lost. */
  | 'DATABASE_UNREACHABLE'
  /** The database refuses the user, or what the user may not do. */
  | 'DATABASE_ACCESS'
  /** The database lacks tables, an extension, a version or space. */
  | 'DATABASE_SETUP'
  /** The database reports any other error. */
  | 'DATABASE_FAILED'
  /** The database has no index for a repository, a branch or a model. */
  | 'NOT_PUBLISHED'
  | 'MODEL_UNREADABLE'
  | 'PROVIDER_UNKNOWN'
  /** The connection failed or timed out. */
  | 'PROVIDER_UNREACHABLE'
  /** The server's certificate is not trusted. */
  | 'PROVIDER_CERTIFICATE'
  /** The proxy rejected the connection. */
  | 'PROXY_REFUSED'
  /** Too many requests, or a temporary fault of the server. */
  | 'PROVIDER_BUSY'
  /** The key is missing, wrong or not authorized. */
  | 'PROVIDER_KEY'
  /** The quota or credit is used up. */
  | 'PROVIDER_QUOTA'
  /** Any other rejection, such as an unknown model or a wrong address. */
  | 'PROVIDER_REFUSED'
  /** The provider answered with a task instead of vectors. */
  | 'PROVIDER_TASK'
  /** The response does not contain the requested vectors. */
  | 'PROVIDER_ANSWER'
  | 'WORKER_DIED'
  | 'INTERNAL';

/** The serializable part of an error, for thread boundaries. It has no texts yet: {@link errorDataOf} makes them. */
export interface ErrorFacts {
  readonly code: ErrorCode;
  /** What happened and where. */
  readonly message: Text;
  /** What to do about it. */
  readonly hint: Text;
  /** Set if the cause is likely temporary: delay before a retry is worthwhile, milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** Label of the provider that caused the error; undefined for other causes. */
  readonly provider?: string | undefined;
}

/** An error as it is shown, in the display language. */
export interface ErrorData extends ErrorFacts {
  readonly message: string;
  readonly hint: string;
}

/**
 * A user-visible error: what happened and where, and what to do about it. `message` and `hint` have it in the display
 * language, `texts` as it was given. Problems with one file are not errors but data (`SkippedFile`, `FailedFile`).
 */
export class SemanticSearchError extends Error {
  override readonly name = 'SemanticSearchError';
  /** What happened, and what to do about it, independent of the display language if they are messages. */
  readonly texts: Pick<ErrorFacts, 'message' | 'hint'>;
  /** Set if the cause is likely temporary: delay before a retry is worthwhile, milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** Label of the provider that caused the error; undefined for other causes. */
  readonly provider: string | undefined;

  constructor(
    readonly code: ErrorCode,
    what: Text,
    hint: Text,
    options: { cause?: unknown; retryAfterMs?: number | undefined; provider?: string | undefined } = {},
  ) {
    super(textOf(what), options);
    this.texts = { message: what, hint };
    this.retryAfterMs = options.retryAfterMs;
    this.provider = options.provider;
  }

  /** What to do about it, in the display language. */
  get hint(): string {
    return textOf(this.texts.hint);
  }
}

/** Thrown when an operation was cancelled. Never logged, never shown. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';

  constructor() {
    super('Cancelled');
  }
}

/** Throws {@link CancelledError} if `signal` is aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new CancelledError();
  }
}

/** Message of any thrown value, for logs and `cause` texts. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The `code` that Node puts on system errors (`ENOENT`, `ENOSPC`, ...), or undefined. */
export function systemCodeOf(error: unknown): string | undefined {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return undefined;
}

/**
 * The serializable part of any thrown value.
 *
 * @param defectHint advice for an unexpected error
 */
export function errorFactsOf(error: unknown, defectHint: Text = message('seeLog')): ErrorFacts {
  if (error instanceof SemanticSearchError) {
    const { code, texts, retryAfterMs, provider } = error;
    return {
      code,
      ...texts,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(provider !== undefined && { provider }),
    };
  }
  return { code: 'INTERNAL', message: messageOf(error), hint: defectHint };
}

/** Any thrown value as it is shown. */
export function errorDataOf(error: unknown): ErrorData {
  return shownError(errorFactsOf(error));
}

/** An error of another thread as it is shown. */
export function shownError(facts: ErrorFacts): ErrorData {
  return { ...facts, message: textOf(facts.message), hint: textOf(facts.hint) };
}
