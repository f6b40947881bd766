/** Fewest shards of an index: few enough to load quickly. */
export const leastShards = 64;
/** Most shards of an index: each costs a query 0.012 ms, and the start a file to open. */
export const mostShards = 256;
/** Most files of a shard, up to the largest number of shards: saving a file writes its whole shard. */
const filesOfShard = 256;

/** Number of shards of a new index: a power of two. @param files of the workspace folder */
export function shardCountFor(files: number): number {
  let count = leastShards;
  while (count < mostShards && files > count * filesOfShard) count *= 2;
  return count;
}

/** Whether an index can have this number of shards. */
export function isShardCount(value: unknown): value is number {
  for (let count = leastShards; count <= mostShards; count *= 2) if (value === count) return true;
  return false;
}
