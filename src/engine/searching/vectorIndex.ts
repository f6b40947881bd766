import type { Shard } from '../indexing/shard';
import { VectorBlock } from '../retrieval/kernel/vectorBlock';

/** Keeps the kernel's copy of the vectors up to date with the shards: only changed ones are copied again. */
export class VectorIndex {
  private readonly block: VectorBlock;
  private readonly copied = new Map<number, Shard>();

  constructor(dimensions: number) {
    this.block = new VectorBlock(dimensions);
  }

  /**
   * Cosines of every chunk of some shards with a query vector of length 1, by number.
   *
   * @param shards all searched shards, by number: exactly these, though a store may have newer ones by now
   */
  scores(query: Float32Array, shards: ReadonlyMap<number, Shard>): ReadonlyMap<number, Float32Array> {
    for (const number of this.copied.keys()) {
      if (shards.has(number)) continue;
      this.block.remove(number);
      this.copied.delete(number);
    }
    for (const [number, shard] of shards) {
      if (this.copied.get(number) === shard) continue;
      this.block.set(number, shard.chunks.vectors, shard.chunks.scales);
      this.copied.set(number, shard);
    }
    return this.block.scores(query);
  }
}
