import * as l10n from '@vscode/l10n';

/** Codes of every error a person can meet; the command line prints them, the interface words them. */
export type ErrorCode =
  | 'USAGE'
  | 'FOLDER_NOT_FOUND'
  | 'FOLDER_UNREADABLE'
  | 'INDEX_LOCKED'
  | 'INDEX_UNWRITABLE'
  /** A part of the index is there and cannot be read, or another version wrote it. */
  | 'INDEX_UNREADABLE'
  | 'DISK_FULL'
  | 'MODEL_UNREADABLE'
  | 'PROVIDER_UNKNOWN'
  /** No connection, or none that answers. */
  | 'PROVIDER_UNREACHABLE'
  /** Its certificate is not trusted. */
  | 'PROVIDER_CERTIFICATE'
  /** The proxy on the way refuses. */
  | 'PROXY_REFUSED'
  /** Too many requests, or trouble of its own. */
  | 'PROVIDER_BUSY'
  /** No key, a wrong one, or one without the right. */
  | 'PROVIDER_KEY'
  /** Nothing more until somebody pays. */
  | 'PROVIDER_QUOTA'
  /** Any other refusal: a model that is not there, a wrong address. */
  | 'PROVIDER_REFUSED'
  /** A task in place of vectors. */
  | 'PROVIDER_TASK'
  /** Not the vectors that were asked for. */
  | 'PROVIDER_ANSWER'
  | 'WORKER_DIED'
  | 'INTERNAL';

/** What an error carries across a thread or process boundary. */
export interface ErrorData {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  /** Set where the cause is likely to pass by itself: after how many milliseconds another try is worth while. */
  readonly retryAfterMs?: number | undefined;
  /** Label of the provider that did not answer as it should; undefined where the cause is another one. */
  readonly provider?: string | undefined;
}

/**
 * A fault that a person should see: what happened and where (`message`), and what to do about it (`hint`).
 * Trouble with one file is not an error but data (`SkippedFile`, `FailedFile`).
 */
export class SemanticSearchError extends Error {
  override readonly name = 'SemanticSearchError';
  /** Set where the cause is likely to pass by itself: after how many milliseconds another try is worth while. */
  readonly retryAfterMs: number | undefined;
  /** Label of the provider that did not answer as it should; undefined where the cause is another one. */
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

/** Message of anything thrown, for logs and for `cause` texts. */
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
 * What crosses a boundary of anything thrown.
 *
 * @param defectHint what to do about an error that nobody foresaw
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
