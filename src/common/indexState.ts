import type { ErrorData } from './errors';

/** What the index holds, over all workspace folders. */
export interface IndexTotals {
  readonly files: number;
  readonly chunks: number;
}

/**
 * How the index of the window stands; everything that shows it is derived from this one value.
 *
 * - `empty`: nothing is indexed: no folder is open, or indexing has not begun, or there is nothing to index
 * - `building`: files are being indexed; searches use what is indexed so far
 * - `ready`: everything is in the index
 * - `paused`: indexing waits to be resumed
 * - `stale`: answers, but something changed that is not in it yet: a run was cancelled, or another process writes
 * - `failed`: indexing cannot go on; searches use what is indexed so far. It stays `failed` while it is tried again, until that works
 */
export type IndexState = AnsweringState & {
  /** What is to take the place of this index; undefined where nothing is. */
  readonly next?: NextIndex | undefined;
};

/** How the index stands that answers. */
export type AnsweringState =
  | { readonly kind: 'empty'; readonly reason: 'noFolder' | 'notStarted' | 'noFiles' }
  | {
      readonly kind: 'building';
      readonly totals: IndexTotals;
      /** Files done of those to do; `total` is 0 while they are still being counted. */
      readonly done: number;
      readonly total: number;
      /** What the run waits for, where it does. */
      readonly why?: string | undefined;
    }
  | {
      readonly kind: 'ready';
      readonly totals: IndexTotals;
      /** Files and directories that could not be read or indexed; each run tries them again. */
      readonly failedFiles: number;
      /** Files with chunks that the provider could not embed. Undefined: none is known of. */
      readonly filesWithoutVector?: number | undefined;
      /** Files and directories left out on purpose. */
      readonly skippedPaths: number;
    }
  | { readonly kind: 'paused'; readonly totals: IndexTotals }
  | { readonly kind: 'stale'; readonly totals: IndexTotals; readonly why: string }
  | {
      readonly kind: 'failed';
      readonly totals: IndexTotals;
      readonly error: ErrorData;
      /** Set where the cause is likely to pass by itself, and nobody has to do anything. */
      readonly waits?: WaitingFiles | undefined;
    };

/** What is not in the index since a provider does not answer, and when it is asked again. */
export interface WaitingFiles {
  /** Undefined where they have not been counted. */
  readonly files?: number | undefined;
  /** It is being asked again right now. */
  readonly isTrying: boolean;
  /** When it is asked again, milliseconds since the epoch; undefined where no time is set. */
  readonly retryAtMs?: number | undefined;
}

/** How the index of another model stands, which is built beside the one that answers and takes its place when complete. */
export type NextIndex = {
  /** For people: `OpenAI text-embedding-3-small`. */
  readonly model: string;
  /** Host that texts are sent to; undefined where nothing is sent. */
  readonly host?: string | undefined;
} & (
  | {
      readonly kind: 'building';
      readonly done: number;
      readonly total: number;
      /** What the run waits for, where it does. */
      readonly why?: string | undefined;
    }
  /** Nothing is sent before a person has seen what, and agreed. */
  | { readonly kind: 'needsConsent' }
  | { readonly kind: 'needsKey' }
  /** It is not complete, and nothing is under way. */
  | { readonly kind: 'waiting'; readonly why: string }
  | {
      readonly kind: 'failed';
      readonly error: ErrorData;
      /** As in {@link AnsweringState}. */
      readonly waits?: WaitingFiles | undefined;
    }
);

/** What the index holds in a state. */
export function totalsOf(state: AnsweringState): IndexTotals {
  return state.kind === 'empty' ? { files: 0, chunks: 0 } : state.totals;
}
