import type { IndexStore } from './indexStore';
import type { Shard } from './shard';

/** Shards never change, and every answer tells these numbers. */
const filesOfShard = new WeakMap<Shard, number>();

/** How much is indexed: files that have not been left out for their content, and their chunks. */
export function countIndex({ shards }: Pick<IndexStore, 'shards'>): { files: number; chunks: number } {
  let files = 0;
  let chunks = 0;
  for (const shard of shards) {
    if (!shard) continue;
    files += countFiles(shard);
    chunks += shard.chunks.count;
  }
  return { files, chunks };
}

function countFiles(shard: Shard): number {
  let count = filesOfShard.get(shard);
  if (count === undefined) {
    count = shard.files.reduce((sum, file) => (file.skip ? sum : sum + 1), 0);
    filesOfShard.set(shard, count);
  }
  return count;
}
