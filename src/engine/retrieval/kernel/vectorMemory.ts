import { ScoreArrays } from '../scoreArrays';
import type { QuantizedQuery } from './quantizeQuery';
import type { SimdKernel } from './simdKernel';

/** Position of the rows of one shard, with their scales and the space for their scores after them. */
interface Region {
  readonly address: number;
  /** Capacity in rows, a multiple of 4. */
  readonly capacity: number;
  readonly count: number;
}

const pageBytes = 65_536;

/** One short of 4 GB, so that no end of a region wraps around to 0. */
const maxPages = 65_535;

/** The kernel processes rows in fours and numbers of a row in sixteens. */
const roundUp = (value: number, step: number): number => Math.ceil(value / step) * step;

/**
 * The memory of a SIMD kernel, divided into the query and one region for each shard. A region is written in place as
 * long as its shard fits; otherwise it moves to the end. Gaps are compacted when they exceed a third of the used
 * memory.
 */
export class VectorMemory {
  private readonly regions = new Map<number, Region>();
  /** Bytes of a row, and half of those of the query, which is at address 0. */
  private readonly stride: number;
  /** First byte after the last region. */
  private end: number;

  constructor(
    private readonly kernel: SimdKernel,
    private readonly dimensions: number,
  ) {
    this.stride = roundUp(dimensions, 16);
    this.end = this.stride * 2;
    this.reserve(this.end);
  }

  /**
   * Copies the vectors of a shard.
   *
   * @returns false if there is no memory for them; the shard is not held then
   */
  set(shard: number, vectors: Int8Array, scales: Float32Array): boolean {
    const count = scales.length;
    const address = this.place(shard, count);
    if (address === undefined) return false;
    const { buffer } = this.kernel.memory;
    const { capacity } = this.regions.get(shard)!;
    const rows = new Int8Array(buffer, address, count * this.stride);
    if (this.stride === this.dimensions) {
      rows.set(vectors);
    } else {
      for (let row = 0; row < count; row++) {
        rows.set(vectors.subarray(row * this.dimensions, (row + 1) * this.dimensions), row * this.stride);
      }
    }
    new Float32Array(buffer, address + capacity * this.stride, count).set(scales);
    this.regions.set(shard, { address, capacity, count });
    return true;
  }

  remove(shard: number): void {
    this.regions.delete(shard);
  }

  /** Scores every row of every shard. */
  scores(query: QuantizedQuery): Map<number, Float32Array> {
    const { memory, score } = this.kernel;
    new Int16Array(memory.buffer, 0, this.stride).set(query.values);
    const result = new Map<number, Float32Array>();
    let rows = 0;
    for (const { count } of this.regions.values()) rows += count;
    const arrays = new ScoreArrays(rows);
    for (const [shard, { address, capacity, count }] of this.regions) {
      const scales = address + capacity * this.stride;
      const scores = scales + capacity * 4;
      score(address, scales, scores, roundUp(count, 4), this.stride, 0, query.scale);
      // A copy, because views become invalid when the memory grows.
      const copy = arrays.floats(count);
      copy.set(new Float32Array(memory.buffer, scores, count));
      result.set(shard, copy);
    }
    return result;
  }

  /** Allocates `count` rows, in the shard's own region if it is neither too small nor far too large. */
  private place(shard: number, count: number): number | undefined {
    const own = this.regions.get(shard);
    if (own && count <= own.capacity && count * 2 >= own.capacity) return own.address;
    this.regions.delete(shard);
    // An eighth more than needed, so that a shard that grows a little with each save is not moved.
    const capacity = roundUp(count + (count >> 3), 4);
    const bytes = this.regionBytes(capacity);
    let used = this.stride * 2 + bytes;
    for (const region of this.regions.values()) used += this.regionBytes(region.capacity);
    if (this.end + bytes > used * 1.5) this.compact();
    if (!this.reserve(this.end + bytes)) {
      this.compact();
      if (!this.reserve(this.end + bytes)) return undefined;
    }
    const address = this.end;
    this.end += bytes;
    this.regions.set(shard, { address, capacity, count });
    return address;
  }

  private compact(): void {
    const bytes = new Uint8Array(this.kernel.memory.buffer);
    this.end = this.stride * 2;
    // In the order of addresses: a map keeps insertion order, and a region that moves is inserted again.
    for (const [shard, region] of this.regions) {
      const size = this.regionBytes(region.capacity);
      bytes.copyWithin(this.end, region.address, region.address + size);
      this.regions.set(shard, { ...region, address: this.end });
      this.end += size;
    }
  }

  /** A multiple of 16, so that every region is aligned. */
  private regionBytes(capacity: number): number {
    return roundUp(capacity * (this.stride + 8), 16);
  }

  private reserve(bytes: number): boolean {
    const { memory } = this.kernel;
    const pages = memory.buffer.byteLength / pageBytes;
    const needed = Math.ceil(bytes / pageBytes);
    if (needed <= pages) return true;
    if (needed > maxPages) return false;
    try {
      memory.grow(needed - pages);
      return true;
    } catch {
      return false;
    }
  }
}
