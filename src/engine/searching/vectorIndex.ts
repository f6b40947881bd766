import type { IndexStore } from '../indexing/indexStore';
import type { Shard } from '../indexing/shard';
import { VectorBlock } from '../retrieval/kernel/vectorBlock';

/** Keeps the kernel's copy of the vectors in step with the store: only shards that changed are copied again. */
export class VectorIndex {
  private readonly block: VectorBlock;
  private readonly copied: (Shard | undefined)[] = [];

  constructor(private readonly store: IndexStore) {
    this.block = new VectorBlock(store.fingerprint.dimensions);
  }

  /** Cosines of every chunk of each loaded shard with a query vector of length 1, by shard number. */
  scores(query: Float32Array): ReadonlyMap<number, Float32Array> {
    this.store.shards.forEach((shard, i) => {
      if (shard === this.copied[i]) return;
      if (shard) this.block.set(i, shard.chunks.vectors, shard.chunks.scales);
      else this.block.remove(i);
      this.copied[i] = shard;
    });
    return this.block.scores(query);
  }
}
