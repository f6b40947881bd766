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
  /** Files done, of those that have to be. */
  readonly done: number;
  readonly total: number;
}

/** What a run did and found. Trouble with single files is in it, not thrown. */
export interface IndexReport {
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
  /** Left out on purpose. */
  readonly skipped: readonly PathReason[];
  /** Should have been indexed and could not be: tried again in the next run. */
  readonly failed: readonly PathReason[];
  /** In the index, but not wholly by meaning. Of the whole index after the run, not only of what the run looked at. */
  readonly withoutVector: readonly FileWithoutVector[];
  /** In the index, divided by their lines for a reason that may pass: tried again in the next run. */
  readonly provisional: readonly PathReason[];
  /** Requests that went over the network. */
  readonly requests: number;
  readonly tookMs: number;
}
