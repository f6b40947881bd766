import type { FileWithoutVector } from '../../common/contracts/indexReport';
import type { IndexStore } from './indexStore';
import type { Shard } from './shard';

/** Cached, because shards never change and every answer contains these numbers. */
const countsOfShard = new WeakMap<Shard, { readonly files: number; readonly chunks: number }>();
const withoutVectorOfShard = new WeakMap<Shard, readonly FileWithoutVector[]>();

/** Number of indexed files and of their chunks; files excluded because of their content do not count. */
export function countIndex({ shards }: Pick<IndexStore, 'shards'>): { files: number; chunks: number } {
  let files = 0;
  let chunks = 0;
  for (const shard of shards) {
    if (!shard) continue;
    const counts = countShard(shard);
    files += counts.files;
    chunks += counts.chunks;
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

/** Counts by files, because the chunks of a shard need not be in memory. */
function countShard(shard: Shard): { readonly files: number; readonly chunks: number } {
  let counts = countsOfShard.get(shard);
  if (!counts) {
    counts = {
      files: shard.files.reduce((sum, file) => (file.skip ? sum : sum + 1), 0),
      chunks: shard.files.reduce((sum, file) => sum + file.chunkCount, 0),
    };
    countsOfShard.set(shard, counts);
  }
  return counts;
}
