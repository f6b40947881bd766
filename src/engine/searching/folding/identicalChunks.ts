import { textHashBytes, type Shard } from '../../indexing/shard';
import { placeOf } from '../hits';
import type { ChunkReference, IndexedPlace } from './sameInOthers';

/** Most copies of one chunk that are listed: nobody reads a list of a thousand. */
const listedCopies = 100;

/**
 * The chunks of other files that have exactly the text of a chunk, for each of the given ones, in the order of the index.
 *
 * @param allowed as in `Evidence`
 */
export function identicalChunks(
  shards: readonly Shard[],
  allowed: readonly Uint8Array[],
  chunks: readonly ChunkReference[],
): (IndexedPlace & ChunkReference)[][] {
  const tables = shards.map(tableOf);
  return chunks.map((of) => {
    const original = shards[of.shard]!;
    const key = tables[of.shard]!.keyOf(of.chunk);
    const found: (IndexedPlace & ChunkReference)[] = [];
    // Loops, not callbacks: there are many shards, and nearly all have no chunk with this key.
    for (let s = 0; s < shards.length; s++) {
      const table = tables[s]!;
      for (let chunk = table.first(key); chunk >= 0; chunk = table.after(chunk)) {
        if (found.length === listedCopies) return found;
        const shard = shards[s]!;
        const file = shard.chunks.files[chunk]!;
        const isOwnFile = s === of.shard && file === original.chunks.files[of.chunk];
        if (!isOwnFile && allowed[s]![file] === 1 && isEqual(shard, chunk, original, of.chunk))
          found.push({ ...placeOf(shard, chunk), shard: s, chunk });
      }
    }
    return found;
  });
}

/** Finds the chunks of a shard by the first four bytes of the hashes of their texts: chains of chunks with equal last bits. */
class HashTable {
  private readonly keys: Int32Array;
  /** Numbers of chunks plus one: the first of each chain, and the next one after each chunk; 0 at its end. */
  private readonly heads: Uint32Array;
  private readonly following: Uint32Array;

  constructor({ chunks: { textHashes } }: Shard) {
    const isAligned = textHashes.byteOffset % Int32Array.BYTES_PER_ELEMENT === 0;
    const { buffer, byteOffset, byteLength } = isAligned ? textHashes : textHashes.slice();
    this.keys = new Int32Array(buffer, byteOffset, byteLength / Int32Array.BYTES_PER_ELEMENT);
    const count = textHashes.length / textHashBytes;
    this.heads = new Uint32Array(2 ** Math.ceil(Math.log2(count + 1)));
    this.following = new Uint32Array(count);
    // From the last one, so that each chain is in order.
    for (let chunk = count - 1; chunk >= 0; chunk--) {
      const head = this.headOf(this.keyOf(chunk));
      this.following[chunk] = this.heads[head]!;
      this.heads[head] = chunk + 1;
    }
  }

  keyOf(chunk: number): number {
    return this.keys[(chunk * textHashBytes) / Int32Array.BYTES_PER_ELEMENT]!;
  }

  /** The first chunk that may have a key; -1 if none has it. */
  first(key: number): number {
    return this.heads[this.headOf(key)]! - 1;
  }

  /** The next chunk that may have the same key, ascending; -1 if there is no other. */
  after(chunk: number): number {
    return this.following[chunk]! - 1;
  }

  private headOf(key: number): number {
    return key & (this.heads.length - 1);
  }
}

const tables = new WeakMap<Shard, HashTable>();

function tableOf(shard: Shard): HashTable {
  let table = tables.get(shard);
  if (!table) tables.set(shard, (table = new HashTable(shard)));
  return table;
}

function isEqual(a: Shard, chunkOfA: number, b: Shard, chunkOfB: number): boolean {
  for (let i = 0; i < textHashBytes; i++) {
    if (
      a.chunks.textHashes[chunkOfA * textHashBytes + i] !== b.chunks.textHashes[chunkOfB * textHashBytes + i]
    )
      return false;
  }
  return true;
}
