import type { ErrorCode } from './errors';

/** A path that is not in the index, and why. */
export interface PathReason {
  /** Relative to the workspace folder; a directory ends with `/`. */
  readonly path: string;
  readonly reason: string;
  /** What decided it, for people. */
  readonly detail?: string;
}

/** A file in the index with chunks that the provider could not embed: they are found by their words. */
export interface FileWithoutVector {
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly chunks: number;
  readonly code: ErrorCode;
  /** What the provider said or did, of the first of the chunks. */
  readonly message: string;
}

/**
 * How far a run is. `total` is 0 while files are still being looked for.
 *
 * - `waiting`: another process writes the index
 * - `loadingModel`: the server of the model is asked again and again, until it has loaded the model; `done` and `total` are 0
 */
export interface IndexProgress {
  readonly phase: 'waiting' | 'scanning' | 'indexing' | 'loadingModel';
  /** Files done, of those that have to be. A file whose content turns out to be left out is no longer counted in `total`. */
  readonly done: number;
  readonly total: number;
}

/** How a run ended, in numbers: as small for a large workspace folder as for a small one. */
export interface RunSummary extends RunCounts {
  /** Paths left out on purpose. */
  readonly skipped: number;
  /** Of `skipped`, how many for each reason. */
  readonly skippedBy: Readonly<Record<string, number>>;
  /** Files that should have been indexed and could not be. */
  readonly failed: number;
  /** Files in the index that are not wholly found by meaning. */
  readonly withoutVector: number;
  /** Files in the index that were divided by their lines for a reason that may pass. */
  readonly provisional: number;
  /** Directories that were left out on purpose. Of very many, those nearest to the folder. */
  readonly skippedDirectories: readonly SkippedDirectory[];
}

/** A directory that was left out with all it holds. */
export interface SkippedDirectory {
  /** Relative to the workspace folder, no `/` at its end. */
  readonly path: string;
  /** Name of the file in it for which it was left out; undefined where its own name decided. */
  readonly decidedBy?: string | undefined;
}

/** What a run did and found. Trouble with single files is in it, not thrown. */
export interface IndexReport extends RunCounts {
  /** Left out on purpose. */
  readonly skipped: readonly PathReason[];
  /** Should have been indexed and could not be: tried again in the next run. */
  readonly failed: readonly PathReason[];
  /** In the index, but not wholly by meaning. Of the whole index after the run, not only of what the run looked at. */
  readonly withoutVector: readonly FileWithoutVector[];
  /** In the index, divided by their lines for a reason that may pass: tried again in the next run. */
  readonly provisional: readonly PathReason[];
}

/** The numbers of a run. */
interface RunCounts {
  /** Files in the index after the run. */
  readonly files: number;
  /** Chunks in the index after the run. */
  readonly chunks: number;
  /** Texts that the provider embedded. */
  readonly embedded: number;
  /** Chunks that needed no embedding: unchanged, or known from the cache. */
  readonly reused: number;
  /** Files that left the index. */
  readonly removed: number;
  /**
   * Files and directories that could not be read or indexed when they were tried last: what failed, and what was skipped as
   * `unreadable`. After a run over some paths, of the whole workspace folder all the same.
   */
  readonly unreadable: number;
  /** Requests that went over the network. */
  readonly requests: number;
  readonly tookMs: number;
}
