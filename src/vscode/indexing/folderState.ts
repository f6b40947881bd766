import type { ErrorData } from '../../common/errors/errors';
import type { IndexTotals } from '../../common/contracts/indexState';
import type { PublishedSummary } from '../../common/contracts/published';

/** State of the index of one workspace folder. */
export interface FolderState {
  readonly totals: IndexTotals;
  /** The index was completed at least once, now or in an earlier session. */
  readonly complete: boolean;
  /** Set while files are being indexed or counted. */
  readonly progress?: { readonly done: number; readonly total: number } | undefined;
  /** Why changes are waiting; undefined if they are not. */
  readonly waiting?: string | undefined;
  /** The current run is waiting for the server to load the model. */
  readonly isModelLoading?: boolean | undefined;
  /** Why indexing stopped. A temporary error stays set while its retry runs. */
  readonly error?: ErrorData | undefined;
  /** With an error: a retry is running. */
  readonly isTrying?: boolean | undefined;
  /** With an error: number of files not indexed because of it; undefined if unknown. */
  readonly waitingFiles?: number | undefined;
  readonly failedFiles: number;
  /** Number of files with chunks that the provider could not embed; undefined before a run has reported it. */
  readonly filesWithoutVector?: number | undefined;
  readonly skippedPaths: number;
  /** The published index that is searched; then no files are indexed here. */
  readonly published?: PublishedSummary | undefined;
  /** Why no published index is searched, although a database is set. */
  readonly publishedError?: ErrorData | undefined;
}

/** State changes when no run is active. */
export const atRest = { progress: undefined, waiting: undefined, isModelLoading: false, isTrying: undefined };

/** State changes when an error is over. */
export const noError = { error: undefined, isTrying: undefined, waitingFiles: undefined };

/** State before anything is known. */
export const startState: FolderState = {
  totals: { files: 0, chunks: 0 },
  complete: false,
  failedFiles: 0,
  skippedPaths: 0,
};
