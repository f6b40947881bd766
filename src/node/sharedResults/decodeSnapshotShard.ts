import { messageOf } from '../../common/errors/errors';
import type { Shard } from '../../engine/indexing/shard';
import { decodeShard } from '../store/shardFormat';
import { scaleOf } from './entry';

/**
 * Reads a shard of a snapshot with the checks of a shard on disk, and those of an entry: each vector is one that this
 * program writes, or none.
 *
 * @param dimensions that it must have
 * @returns the shard, or why it cannot be used
 */
export function decodeSnapshotShard(content: Uint8Array, dimensions: number): Shard | string {
  try {
    const shard = decodeShard(content);
    if (shard.dimensions !== dimensions) return 'other dimensions';
    return hasOwnVectors(shard) ? shard : 'not a vector';
  } catch (error) {
    return messageOf(error);
  }
}

function hasOwnVectors({ dimensions, chunks: { vectors, scales } }: Shard): boolean {
  return scales.every(
    (scale, chunk) =>
      scale === 0 || scale === scaleOf(vectors.subarray(chunk * dimensions, (chunk + 1) * dimensions)),
  );
}
