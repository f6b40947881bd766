import type { FileWithoutVector } from '../../common/indexReport';
import type { IndexStore } from './indexStore';
import type { Shard } from './shard';

/** Shards never change, and every answer tells these numbers. */
const filesOfShard = new WeakMap<Shard, number>();
const withoutVectorOfShard = new WeakMap<Shard, readonly FileWithoutVector[]>();

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

/** The files with chunks that the provider could not embed, by path. */
export function filesWithoutVector({ shards }: Pick<IndexStore, 'shards'>): FileWithoutVector[] {
  return shards
    .flatMap((shard) => (shard ? withoutVectorIn(shard) : []))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function withoutVectorIn(shard: Shard): readonly FileWithoutVector[] {
  let found = withoutVectorOfShard.get(shard);
  if (!found) {
    found = shard.files.flatMap(({ path, withoutVector }) => {
      if (!withoutVector) return [];
      const { chunks, code, message } = withoutVector;
      return [{ path, chunks, code, message }];
    });
    withoutVectorOfShard.set(shard, found);
  }
  return found;
}

function countFiles(shard: Shard): number {
  let count = filesOfShard.get(shard);
  if (count === undefined) {
    count = shard.files.reduce((sum, file) => (file.skip ? sum : sum + 1), 0);
    filesOfShard.set(shard, count);
  }
  return count;
}
