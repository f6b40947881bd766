import type { FileRecord, IndexedFile } from './indexedFile';
import type { Shard } from './shard';
import type { UnreadPaths } from './unreadPaths';

/** What an index was made with. An index is only ever compared with vectors of the same making. */
export interface IndexFingerprint {
  readonly provider: string;
  readonly host: string;
  readonly model: string;
  readonly dimensions: number;
  readonly promptVersion: number;
  readonly chunkingVersion: number;
  readonly lexicalVersion: number;
}

/** Files to write and paths to forget, in one transaction for each shard. */
export interface IndexUpdate {
  readonly put: readonly IndexedFile[];
  readonly remove: readonly string[];
  /** New records of files whose content, and so whose chunks, stayed the same: another time stamp. */
  readonly touch?: readonly FileRecord[];
}

/** Port to where the index of one workspace folder is kept. */
export interface IndexStore {
  readonly fingerprint: IndexFingerprint;
  /** Number of shards; a path always falls into the same one. */
  readonly shardCount: number;
  /** The loaded shards by number, undefined where nothing is stored yet. Replaced on change, never changed in place. */
  readonly shards: readonly (Shard | undefined)[];
  /** Grows with each change of `shards`. */
  readonly generation: number;
  /** Whether a run over the whole workspace folder was finished at some time, and nothing was lost since. */
  readonly complete: boolean;
  /** What could not be read or indexed when it was tried last. */
  readonly unread: UnreadPaths;
  shardOf(path: string): number;
  find(path: string): FileRecord | undefined;
  /**
   * Waits until no other process writes this index, and loads what others have written since.
   *
   * @throws SemanticSearchError INDEX_LOCKED when that takes too long; INDEX_UNREADABLE where a part of the index is there
   *   and cannot be read; DISK_FULL, INDEX_UNWRITABLE; CancelledError
   */
  openWriter(options?: WriterOptions): Promise<IndexWriter>;
}

/** How {@link IndexStore.openWriter} waits. */
export interface WriterOptions {
  /** Called once, when another process has to be waited for. */
  readonly onWait?: (() => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The only way to change an index. One process at a time has it; it is closed when the work is done. */
export interface IndexWriter {
  /** A part of the index was damaged and is gone: every file has to be looked at to make up for it. */
  readonly foundDamage: boolean;
  /**
   * Stores an update durably, each touched shard in one atomic write: when it resolves, the files are found after any
   * crash; when it rejects, what was stored before stands.
   *
   * @throws SemanticSearchError INDEX_LOCKED once another process has taken the index over: nothing is written beside it;
   *   DISK_FULL, INDEX_UNWRITABLE, INDEX_UNREADABLE; RangeError for a vector of other dimensions than the index
   */
  commit(update: IndexUpdate): Promise<void>;
  /** Records that a run over the whole workspace folder was finished, and what it could not read. @throws as {@link commit} */
  markComplete(unread?: UnreadPaths): Promise<void>;
  /** Records what is unread after a run over a part of the folder. @throws as {@link commit} */
  noteUnread(unread: UnreadPaths): Promise<void>;
  /** Lets others write. Does not reject. */
  close(): Promise<void>;
}
