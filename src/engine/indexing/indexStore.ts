import type { SnapshotOrigin } from '../../common/contracts/indexReport';
import type { SemanticSearchError } from '../../common/errors/errors';
import type { FileRecord, IndexedFile } from './indexedFile';
import type { Shard } from './shard';
import type { UnreadPaths } from './unreadPaths';

/** The properties that an index was built with. Only vectors with an equal fingerprint are compared. */
export interface IndexFingerprint {
  readonly provider: string;
  readonly host: string;
  readonly model: string;
  readonly dimensions: number;
  readonly promptVersion: number;
  readonly chunkingVersion: number;
  readonly lexicalVersion: number;
  /** Hash of the request parameters and the type of numbers that change the vectors; undefined if nothing does. */
  readonly parameters?: string | undefined;
}

/** Files to write and paths to remove, in one transaction per shard. */
export interface IndexUpdate {
  readonly put: readonly IndexedFile[];
  readonly remove: readonly string[];
  /** New records of files with a new time stamp whose content, and so whose chunks, are the same. */
  readonly restamp?: readonly FileRecord[];
}

/** Port for the stored index of one workspace folder. */
export interface IndexStore {
  readonly fingerprint: IndexFingerprint;
  /** Number of shards; once something is stored, a path always belongs to the same one. */
  readonly shardCount: number;
  /** The loaded shards by number, undefined if nothing is stored yet. Replaced on change, never changed in place. */
  readonly shards: readonly (Shard | undefined)[];
  /** Increases with each change of `shards`. */
  readonly revision: number;
  /** Whether a run over the whole workspace folder has finished, and nothing was lost since. */
  readonly complete: boolean;
  /** Paths that could not be read or indexed at the last attempt. */
  readonly unread: UnreadPaths;
  /** Set while a part of the index exists and cannot be read: searches lack it, and writing is refused. */
  readonly fault: SemanticSearchError | undefined;
  /**
   * The index was copied from that of another folder: until a run over the whole workspace folder has finished, equal
   * stamps do not mean that a file is unchanged.
   */
  readonly hasForeignStamps: boolean;
  /** The snapshot from which the index started; undefined without one, and after a rebuild. */
  readonly snapshot: SnapshotOrigin | undefined;
  shardOf(path: string): number;
  find(path: string): FileRecord | undefined;
  /**
   * Waits until no other process writes this index, and loads the changes that others have written since.
   *
   * @throws SemanticSearchError INDEX_LOCKED when that takes too long; INDEX_UNREADABLE when a part of the index
   *   exists and cannot be read; DISK_FULL, INDEX_UNWRITABLE; CancelledError
   */
  openWriter(options?: WriterOptions): Promise<IndexWriter>;
}

/** Options of {@link IndexStore.openWriter}. */
export interface WriterOptions {
  /** Called once, when another process is writing and has to finish first. */
  readonly onWait?: (() => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The only way to change an index. One process at a time holds it and closes it when the work is done. */
export interface IndexWriter {
  /** A part of the index was damaged and is lost: every file has to be checked to restore it. */
  readonly foundDamage: boolean;
  /**
   * Sets the number of shards of an index in which nothing is stored; otherwise it stays as it is.
   *
   * @param count as `shardCountFor` gives it
   * @throws as {@link commit}
   */
  divide(count: number): Promise<void>;
  /**
   * Stores an update durably, each changed shard in one atomic write. When it resolves, the files are found after any
   * crash; when it rejects, the previous contents are kept.
   *
   * @throws SemanticSearchError INDEX_LOCKED when another process has taken the index over, and nothing is written;
   *   DISK_FULL, INDEX_UNWRITABLE, INDEX_UNREADABLE; RangeError for a vector of other dimensions than the index
   */
  commit(update: IndexUpdate): Promise<void>;
  /**
   * Stores a whole shard that was computed elsewhere, if the index has none with that number.
   *
   * @param shard checked, with the dimensions of the index and with files that belong to it
   * @throws as {@link commit}
   */
  adopt(number: number, shard: Shard): Promise<void>;
  /** Records from which snapshot the index started. @throws as {@link commit} */
  noteSnapshot(snapshot: SnapshotOrigin | undefined): Promise<void>;
  /**
   * Records that a run over the whole workspace folder has finished, and the paths it could not read.
   * @throws as {@link commit}
   */
  markComplete(unread?: UnreadPaths): Promise<void>;
  /** Records the unread paths after a run over a part of the folder. @throws as {@link commit} */
  noteUnread(unread: UnreadPaths): Promise<void>;
  /** Lets other processes write. Does not reject. */
  close(): Promise<void>;
}
