import type { SkippedFile } from '../corpus/corpusFile';

/** How far a run is. `total` is 0 while the workspace folder is still being walked. */
export interface IndexProgress {
  readonly phase: 'scanning' | 'indexing';
  /** Files done, of those that have to be. */
  readonly done: number;
  readonly total: number;
}

/** A file that should have been indexed and could not be: it is tried again in the next run. */
export interface FailedFile {
  readonly path: string;
  readonly reason: string;
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
  readonly skipped: readonly SkippedFile[];
  readonly failed: readonly FailedFile[];
  /** Requests that went over the network. */
  readonly requests: number;
  readonly tookMs: number;
}
