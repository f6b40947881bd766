import type { SnapshotOrigin, SnapshotUse } from '../../common/contracts/indexReport';
import type { Shard } from './shard';

/** What a snapshot gives to an index. */
export interface SnapshotTaker {
  /** Called once, before the first shard. @param shardCount number of shards of the published index */
  begin(shardCount: number): Promise<void>;
  /**
   * Called for each shard, several at once. Its content is consistent in itself and has the dimensions of the index.
   *
   * @returns number of its files that were taken, as `countIndex` counts them
   */
  take(number: number, shard: Shard, origin: SnapshotOrigin): Promise<number>;
  /** Called after each shard, also after one that cannot be used. */
  advance(done: number, total: number): void;
}

/**
 * Port for the snapshots that a team shares: the whole index of a folder, as it was at a commit. Reading is always
 * optional: what a place that is slow, gone or damaged does not give is computed.
 */
export interface IndexSnapshots {
  /** The snapshot that {@link read} would read; undefined if no snapshot is published. @throws CancelledError */
  find(signal?: AbortSignal): Promise<SnapshotOrigin | undefined>;
  /**
   * Reads the snapshot of the commit that is checked out, or of a near one.
   *
   * @returns undefined if no snapshot is published
   * @throws CancelledError, and what `taker` throws
   */
  read(taker: SnapshotTaker, signal?: AbortSignal): Promise<SnapshotUse | undefined>;
  /**
   * Publishes the index as it is on disk, as the snapshot of the commit that is checked out. What cannot be written is
   * counted. Only the command `publish` opens snapshots in which this exists.
   *
   * @returns undefined if no commit is checked out
   * @throws CancelledError; SemanticSearchError INDEX_UNREADABLE
   */
  write?(signal?: AbortSignal): Promise<SnapshotUse | undefined>;
}
