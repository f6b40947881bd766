import * as l10n from '@vscode/l10n';

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

/** The serializable part of an error, for thread and process boundaries. */
export interface ErrorData {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  /** Set if the cause is likely temporary: delay before a retry is worthwhile, milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** Label of the provider that caused the error; undefined for other causes. */
  readonly provider?: string | undefined;
}

/**
 * A user-visible error: what happened and where (`message`), and what to do about it (`hint`). Problems with one file
 * are not errors but data (`SkippedFile`, `FailedFile`).
 */
export class SemanticSearchError extends Error {
  override readonly name = 'SemanticSearchError';
  /** Set if the cause is likely temporary: delay before a retry is worthwhile, milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** Label of the provider that caused the error; undefined for other causes. */
  readonly provider: string | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly hint: string,
    options: { cause?: unknown; retryAfterMs?: number | undefined; provider?: string | undefined } = {},
  ) {
    super(message, options);
    this.retryAfterMs = options.retryAfterMs;
    this.provider = options.provider;
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
 * The serializable data of any thrown value.
 *
 * @param defectHint advice for an unexpected error
 */
export function errorDataOf(error: unknown, defectHint = l10n.t('The log has the details.')): ErrorData {
  if (error instanceof SemanticSearchError) {
    const { code, message, hint, retryAfterMs, provider } = error;
    return {
      code,
      message,
      hint,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(provider !== undefined && { provider }),
    };
  }
  return { code: 'INTERNAL', message: messageOf(error), hint: defectHint };
}
