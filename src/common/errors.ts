/** Codes of every error a person can meet; the command line prints them, the interface words them. */
export type ErrorCode =
  | 'USAGE'
  | 'FOLDER_NOT_FOUND'
  | 'FOLDER_UNREADABLE'
  | 'INDEX_LOCKED'
  | 'INDEX_UNWRITABLE'
  | 'DISK_FULL'
  | 'MODEL_UNREADABLE'
  | 'PROVIDER_UNKNOWN'
  | 'PROVIDER_ANSWER'
  | 'WORKER_DIED'
  | 'INTERNAL';

/** What an error carries across a thread or process boundary. */
export interface ErrorData {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/**
 * A fault that a person should see: what happened and where (`message`), and what to do about it (`hint`).
 * Trouble with one file is not an error but data (`SkippedFile`, `FailedFile`).
 */
export class SemanticSearchError extends Error {
  override readonly name = 'SemanticSearchError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly hint: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
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
export function errorDataOf(error: unknown, defectHint = 'The log tells more.'): ErrorData {
  if (error instanceof SemanticSearchError) {
    return { code: error.code, message: error.message, hint: error.hint };
  }
  return { code: 'INTERNAL', message: messageOf(error), hint: defectHint };
}
