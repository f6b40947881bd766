import type { ErrorCode } from '../errors/errors';
import type { Text } from '../messages/message';

/** A path that is not in the index, and why. */
export interface PathReason {
  /** Relative to the workspace folder; a directory ends with `/`. */
  readonly path: string;
  readonly reason: string;
  /** As in `SkippedFile`. */
  readonly detail?: Text;
}

/** A file in the index with chunks that the provider could not embed: they are found by their words only. */
export interface FileWithoutVector {
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly chunks: number;
  readonly code: ErrorCode;
  /** The provider's error for the first of these chunks. */
  readonly message: string;
}

/**
 * Progress of a run. `total` is 0 while files are still being scanned.
 *
 * - `waiting`: another process writes the index
 * - `downloading`: the snapshot of a team is read; `done` and `total` count the shards
 * - `publishing`: the index is written to a database; `done` counts the files that are there
 * - `loadingModel`: the model's server is polled until it has loaded the model; `done` and `total` are 0
 */
export interface IndexProgress {
  readonly phase: 'waiting' | 'scanning' | 'downloading' | 'indexing' | 'loadingModel' | 'publishing';
  /**
   * Number of files processed so far. A file that is skipped because of its content is no longer counted in `total`.
   */
  readonly done: number;
  readonly total: number;
}

/** The counts of a run; the size of this object does not depend on the size of the workspace folder. */
export interface RunSummary extends RunCounts {
  /** Paths skipped deliberately. */
  readonly skipped: number;
  /** `skipped` by reason. */
  readonly skippedBy: Readonly<Record<string, number>>;
  /** Files that could not be indexed. */
  readonly failed: number;
  /** Files in the index that are not fully covered by vector search. */
  readonly withoutVector: number;
  /** Files in the index that were chunked by lines for a temporary reason. */
  readonly provisional: number;
  /** Directories skipped deliberately. If there are very many, those nearest to the folder. */
  readonly skippedDirectories: readonly SkippedDirectory[];
}

/** A directory that was skipped with all its content. */
export interface SkippedDirectory {
  /** Relative to the workspace folder, without a trailing `/`. */
  readonly path: string;
  /** Name of the file in it that was the reason to skip it; undefined if its own name was the reason. */
  readonly decidedBy?: string | undefined;
}

/** Result of a run. Problems with single files are part of it, not thrown. */
export interface IndexReport extends RunCounts {
  /** Skipped deliberately. */
  readonly skipped: readonly PathReason[];
  /** Could not be indexed: retried in the next run. */
  readonly failed: readonly PathReason[];
  /**
   * In the index, but not fully covered by vector search. Covers the whole index after the run, not only the files of
   * the run.
   */
  readonly withoutVector: readonly FileWithoutVector[];
  /** In the index, chunked by lines for a temporary reason: retried in the next run. */
  readonly provisional: readonly PathReason[];
}

/** The stages of a run, in the order in which a file passes them. */
export const indexStages = [
  /** Listing directories, reading ignore files. */
  'scan',
  /** Reading and hashing files. */
  'read',
  /** Decoding, and deciding by the content whether the file is indexed. */
  'inspect',
  'parse',
  /** Dividing the syntax tree or the text into chunks. */
  'chunk',
  'terms',
  /** Computing vectors or waiting for the provider, and the cache of vectors. */
  'vectors',
  /** Building shards and writing them. */
  'write',
] as const;

/** One of {@link indexStages}. */
export type IndexStage = (typeof indexStages)[number];

/** How a run spent its time. */
export interface RunProfile {
  /** Threads that analyzed files; 1 if the engine's own thread did. */
  readonly threads: number;
  /**
   * Milliseconds of each stage, added over all threads. Stages overlap, and waiting for the disk counts, so the sum is
   * not the duration of the run.
   */
  readonly stagesMs: Readonly<Record<IndexStage, number>>;
}

/** How a run used the vectors that a team shares. */
export interface SharedCounts {
  /** The server with its port, or the folder. */
  readonly place: string;
  /** Vectors that were read there. */
  readonly vectors: number;
  /** Files that were found there. */
  readonly found: number;
  /** Files that were not found there. */
  readonly absent: number;
  /** Entries that did not pass the checks; they were not used. */
  readonly bad: number;
  /** Entries that were written. */
  readonly written: number;
  /** Entries that were there already when they were about to be written. */
  readonly present: number;
  /** Entries that could not be written. */
  readonly unwritten: number;
  /** Why the place is not read at the moment, or an entry could not be written; undefined if nothing is wrong. */
  readonly fault?: string | undefined;
}

/** The snapshot of a team from which an index started. */
export interface SnapshotOrigin {
  /** Hash of the commit. */
  readonly commit: string;
  /** The server with its port, or the folder. */
  readonly place: string;
}

/** What a run read of a snapshot, or published as one. */
export interface SnapshotUse extends SnapshotOrigin {
  readonly action: 'read' | 'published';
  /** Files that were taken from it, or that it has. */
  readonly files: number;
  /** Bytes that were transferred. */
  readonly bytes: number;
  /** Shards that could not be used, whose files were computed instead; or that were not written. */
  readonly missing: number;
  /** Why the first of these shards was not used or written. */
  readonly fault?: string | undefined;
}

/** The counts of a run. */
interface RunCounts {
  /** Files in the index after the run. */
  readonly files: number;
  /** Chunks in the index after the run. */
  readonly chunks: number;
  /** Number of texts that the provider embedded. */
  readonly embedded: number;
  /** Chunks that needed no embedding: unchanged, or found in the cache. */
  readonly reused: number;
  /** Files removed from the index. */
  readonly removed: number;
  /**
   * Files and directories that could not be read or indexed in the last attempt: those that failed, and those skipped
   * as `unreadable`. Covers the whole workspace folder even after a run over some paths.
   */
  readonly unreadable: number;
  /** Requests sent over the network. */
  readonly requests: number;
  readonly tookMs: number;
  /** Undefined if no vectors are shared. */
  readonly shared?: SharedCounts;
  /** Undefined if the run neither started from a snapshot nor published one. */
  readonly snapshot?: SnapshotUse;
  /** Undefined if it was not measured. */
  readonly profile?: RunProfile;
}
