import type { IndexStore } from './indexStore';

/** How much is indexed: files that have not been left out for their content, and their chunks. */
export function countIndex({ shards }: Pick<IndexStore, 'shards'>): { files: number; chunks: number } {
  let files = 0;
  let chunks = 0;
  for (const shard of shards) {
    for (const file of shard?.files ?? []) if (!file.skip) files++;
    chunks += shard?.chunks.count ?? 0;
  }
  return { files, chunks };
}
