import type { Shard } from '../../indexing/shard';
import { placeOf } from '../hits';
import type { ChunkReference, IndexedPlace } from './sameInOthers';

/** Most copies of one chunk that are listed: nobody reads a list of a thousand. */
const listedCopies = 100;

/** 1 for the last two bytes of each wanted hash; 0 between calls. */
const wantedEnds = new Uint8Array(2 ** 16);

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
    const key = keysOf(shards[of.shard]!)[of.chunk * keyStride]!;
    wantedEnds[key & 0xffff] = 1;
    wanted.set(key, [...(wanted.get(key) ?? []), { of, found }]);
    return found;
  });
  shards.forEach((shard, s) => {
    const keys = keysOf(shard);
    for (let chunk = 0; chunk < shard.chunks.files.length; chunk++) {
      const key = keys[chunk * keyStride]!;
      // Rules out nearly all chunks in about a nanosecond each.
      if (wantedEnds[key & 0xffff] === 0) continue;
      const candidates = wanted.get(key);
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
  for (const key of wanted.keys()) wantedEnds[key & 0xffff] = 0;
  return all;
}

/** Numbers of {@link keysOf} for each chunk: a hash has 16 bytes. */
const keyStride = 4;

/** The hashes of the texts of all chunks as numbers of four bytes. */
function keysOf({ chunks: { textHashes } }: Shard): Int32Array {
  const isAligned = textHashes.byteOffset % Int32Array.BYTES_PER_ELEMENT === 0;
  const { buffer, byteOffset, byteLength } = isAligned ? textHashes : textHashes.slice();
  return new Int32Array(buffer, byteOffset, byteLength / Int32Array.BYTES_PER_ELEMENT);
}

function isEqual(a: Shard, chunkOfA: number, b: Shard, chunkOfB: number): boolean {
  for (let i = 0; i < 16; i++) {
    if (a.chunks.textHashes[chunkOfA * 16 + i] !== b.chunks.textHashes[chunkOfB * 16 + i]) return false;
  }
  return true;
}
