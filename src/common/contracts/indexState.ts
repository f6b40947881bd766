import type { ErrorData } from '../errors/errors';
import type { PublishedSummary } from './published';

/** Content of the index, over all workspace folders. */
export interface IndexTotals {
  readonly files: number;
  readonly chunks: number;
}

/**
 * State of the window's index; every display of the state is derived from this value.
 *
 * - `empty`: nothing is indexed: no folder is open, indexing has not begun, or there is nothing to index
 * - `building`: files are being indexed; searches use what is indexed so far
 * - `ready`: everything is in the index
 * - `paused`: indexing waits to be resumed
 * - `stale`: the index answers but lacks recent changes: a run was cancelled, or another process writes
 * - `failed`: indexing cannot continue; searches use what is indexed so far. It stays `failed` during retries, until
 *   one succeeds
 */
export type IndexState = AnsweringState & {
  /** The index that will replace this one; undefined unless another index is being built. */
  readonly next?: NextIndex | undefined;
};

/** State of the index that answers searches. */
export type AnsweringState = KindOfState & {
  /** Undefined if no database is set, and while it is asked for the first time. */
  readonly published?: PublishedUse | undefined;
};

/** What becomes of the published index in the database that the user has set. */
export type PublishedUse =
  /** It answers searches; no folder is indexed here. */
  | { readonly kind: 'searched'; readonly host: string; readonly indexes: readonly FolderIndexThere[] }
  /** It answers searches for some folders; the others are indexed here. */
  | {
      readonly kind: 'partly';
      readonly host: string;
      readonly indexes: readonly FolderIndexThere[];
      /** Why the others are indexed here. */
      readonly errors: readonly ErrorData[];
    }
  /** The index on this machine answers. Nothing is sent before the user has agreed. */
  | { readonly kind: 'needsConsent'; readonly host: string }
  /** The index on this machine answers. */
  | { readonly kind: 'notUsed'; readonly error: ErrorData };

/** A workspace folder whose published index is searched. */
interface FolderIndexThere {
  /** Identifies the folder, as in `SearchResult.folder`. */
  readonly folder: string;
  readonly summary: PublishedSummary;
}

/** Whether a folder is searched in the database, and so not indexed here. */
export function publishedOf(state: AnsweringState, folder: string): PublishedSummary | undefined {
  const { published } = state;
  if (published?.kind !== 'searched' && published?.kind !== 'partly') return undefined;
  return published.indexes.find((index) => index.folder === folder)?.summary;
}

type KindOfState =
  | { readonly kind: 'empty'; readonly reason: 'noFolder' | 'notStarted' | 'noFiles' }
  | {
      readonly kind: 'building';
      readonly totals: IndexTotals;
      /** Number of files processed so far; `total` is 0 while they are still being counted. */
      readonly done: number;
      readonly total: number;
      /** What the run waits for, if it waits. */
      readonly why?: string | undefined;
    }
  | {
      readonly kind: 'ready';
      readonly totals: IndexTotals;
      /** Files and directories that could not be read or indexed; each run retries them. */
      readonly failedFiles: number;
      /** Files with chunks that the provider could not embed. Undefined: none known. */
      readonly filesWithoutVector?: number | undefined;
      /** Files and directories skipped deliberately. */
      readonly skippedPaths: number;
    }
  | { readonly kind: 'paused'; readonly totals: IndexTotals }
  | { readonly kind: 'stale'; readonly totals: IndexTotals; readonly why: string }
  | {
      readonly kind: 'failed';
      readonly totals: IndexTotals;
      readonly error: ErrorData;
      /** Set if the cause is likely temporary and needs no action. */
      readonly waits?: WaitingFiles | undefined;
    };

/** Files missing from the index because a provider does not answer, and the time of the next retry. */
export interface WaitingFiles {
  /** Undefined if they have not been counted. */
  readonly files?: number | undefined;
  /** A retry is in progress. */
  readonly isTrying: boolean;
  /** Time of the next retry, milliseconds since the epoch; undefined if none is scheduled. */
  readonly retryAtMs?: number | undefined;
}

/** State of another model's index, which is built beside the one that answers and replaces it when complete. */
export type NextIndex = {
  /** Display name: `OpenAI text-embedding-3-small`. */
  readonly model: string;
  /** Host that texts are sent to; undefined if nothing is sent. */
  readonly host?: string | undefined;
} & (
  | {
      readonly kind: 'building';
      readonly done: number;
      readonly total: number;
      /** What the run waits for, if it waits. */
      readonly why?: string | undefined;
    }
  /** Nothing is sent before the user has seen the plan and agreed. */
  | { readonly kind: 'needsConsent' }
  | { readonly kind: 'needsKey' }
  /** The index is incomplete and no run is in progress. */
  | { readonly kind: 'waiting'; readonly why: string }
  | {
      readonly kind: 'failed';
      readonly error: ErrorData;
      /** As in {@link AnsweringState}. */
      readonly waits?: WaitingFiles | undefined;
    }
);

/** Totals of the index in a state. */
export function totalsOf(state: AnsweringState): IndexTotals {
  return state.kind === 'empty' ? { files: 0, chunks: 0 } : state.totals;
}
