import type { Shard } from '../../indexing/shard';
import { placeOf } from '../hits';
import type { ChunkReference, IndexedPlace } from './sameInOthers';

/** Most copies of one chunk that are listed: nobody reads a list of a thousand. */
const listedCopies = 100;

/**
 * The chunks of other files that have exactly the text of a chunk, for each of the given ones, in the order of the index.
 * All are found in one pass over the hashes of the index.
 *
 * @param allowed as in `Evidence`
 */
export function identicalChunks(
  shards: readonly Shard[],
  allowed: readonly Uint8Array[],
  chunks: readonly ChunkReference[],
): (IndexedPlace & ChunkReference)[][] {
  const wanted = new Map<
    number,
    { readonly of: ChunkReference; readonly found: (IndexedPlace & ChunkReference)[] }[]
  >();
  const all = chunks.map((of) => {
    const found: (IndexedPlace & ChunkReference)[] = [];
    const key = keyOf(shards[of.shard]!, of.chunk);
    wanted.set(key, [...(wanted.get(key) ?? []), { of, found }]);
    return found;
  });
  shards.forEach((shard, s) => {
    for (let chunk = 0; chunk < shard.chunks.files.length; chunk++) {
      const candidates = wanted.get(keyOf(shard, chunk));
      const file = shard.chunks.files[chunk]!;
      if (!candidates || allowed[s]![file] !== 1) continue;
      for (const { of, found } of candidates) {
        const original = shards[of.shard]!;
        const isSameFile = s === of.shard && original.chunks.files[of.chunk] === file;
        if (isSameFile || found.length >= listedCopies || !isEqual(shard, chunk, original, of.chunk))
          continue;
        found.push({ ...placeOf(shard, chunk), shard: s, chunk });
      }
    }
  });
  return all;
}

/** The first bytes of the hash of a chunk's text. */
function keyOf({ chunks: { textHashes } }: Shard, chunk: number): number {
  const at = chunk * 16;
  return (
    (textHashes[at]! << 24) | (textHashes[at + 1]! << 16) | (textHashes[at + 2]! << 8) | textHashes[at + 3]!
  );
}

function isEqual(a: Shard, chunkOfA: number, b: Shard, chunkOfB: number): boolean {
  for (let i = 0; i < 16; i++) {
    if (a.chunks.textHashes[chunkOfA * 16 + i] !== b.chunks.textHashes[chunkOfB * 16 + i]) return false;
  }
  return true;
}
