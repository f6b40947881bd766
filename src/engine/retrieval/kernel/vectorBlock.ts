import { quantizeQuery } from './quantizeQuery';
import { scoreRow } from './scoreRow';
import { createSimdKernel, type SimdKernel } from './simdKernel';
import { VectorMemory } from './vectorMemory';

/** The vectors of one shard as given, scored without the kernel. */
interface PlainRows {
  readonly vectors: Int8Array;
  readonly scales: Float32Array;
}

/**
 * The vectors of all shards in one block of memory, and the cosine of each with a query: 100,000 of 256 dimensions
 * take about a millisecond. Holds a copy of its input for the kernel (26 MB for those). Without SIMD, or without
 * memory for a shard, it keeps the given arrays and computes in JavaScript, with the same results.
 */
export class VectorBlock {
  private readonly memory: VectorMemory | undefined;
  private readonly plain = new Map<number, PlainRows>();

  /** @param createKernel for tests: a function that returns undefined disables SIMD */
  constructor(
    readonly dimensions: number,
    createKernel: () => SimdKernel | undefined = createSimdKernel,
  ) {
    const kernel = createKernel();
    this.memory = kernel && new VectorMemory(kernel, dimensions);
  }

  /**
   * Replaces the vectors of a shard.
   *
   * @param vectors `dimensions` numbers per row
   * @param scales one for each row, finite; 0 if it has no vector
   */
  set(shard: number, vectors: Int8Array, scales: Float32Array): void {
    if (vectors.length !== scales.length * this.dimensions) {
      throw new RangeError(`${vectors.length} numbers are not ${scales.length} rows of ${this.dimensions}`);
    }
    if (this.memory?.set(shard, vectors, scales)) this.plain.delete(shard);
    else this.plain.set(shard, { vectors, scales });
  }

  remove(shard: number): void {
    this.memory?.remove(shard);
    this.plain.delete(shard);
  }

  /**
   * Cosines of every row with a query, by shard, in new arrays. 0 for a row without a vector (recognized by its
   * scale), and for every row when the query is zero or not finite.
   */
  scores(query: Float32Array): ReadonlyMap<number, Float32Array> {
    if (query.length !== this.dimensions) {
      throw new RangeError(`a query of ${query.length} dimensions for vectors of ${this.dimensions}`);
    }
    const quantized = quantizeQuery(query);
    const scores = this.memory?.scores(quantized) ?? new Map<number, Float32Array>();
    for (const [shard, { vectors, scales }] of this.plain)
      scores.set(
        shard,
        scales.map((scale, row) => scoreRow(vectors, row * this.dimensions, scale, quantized)),
      );
    return scores;
  }
}
