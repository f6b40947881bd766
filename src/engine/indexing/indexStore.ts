import type { FileRecord, IndexedFile } from './indexedFile';
import type { Shard } from './shard';

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
  /** Whether a run over the whole workspace folder was finished at some time. */
  readonly complete: boolean;
  shardOf(path: string): number;
  find(path: string): FileRecord | undefined;
  /**
   * Stores an update durably, each touched shard in one atomic write: when it resolves, the files are found after any
   * crash; when it rejects, what was stored before stands.
   *
   * @throws SemanticSearchError DISK_FULL, INDEX_UNWRITABLE
   */
  commit(update: IndexUpdate): Promise<void>;
  /** Records that a run over the whole workspace folder was finished. */
  markComplete(): Promise<void>;
  /** Loads what another process has written since. Resolves to whether anything changed. */
  refresh(): Promise<boolean>;
}
