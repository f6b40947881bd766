import { quantizeQuery } from './quantizeQuery';
import { scoreRow } from './scoreRow';
import { createSimdKernel, type SimdKernel } from './simdKernel';

/** Rows scored by one call of the kernel; a multiple of 4. */
const batch = 2048;

const pageBytes = 65_536;

/**
 * Vectors that are added one after another, and the cosines of any of them with a query: those of 700 rows of 256
 * dimensions take about 20 microseconds.
 */
export class VectorRows {
  private readonly kernel: SimdKernel | undefined;
  /** Bytes of a row. */
  private readonly stride: number;
  /** Address of the first row: before it are the query, and the addresses, scales and scores of a batch. */
  private readonly firstRow: number;
  private buffer: ArrayBuffer;
  private scales = new Float32Array(64);
  private size = 0;

  /** @param createKernel for tests: a function that returns undefined disables SIMD */
  constructor(
    readonly dimensions: number,
    createKernel: () => SimdKernel | undefined = createSimdKernel,
  ) {
    this.kernel = createKernel();
    this.stride = Math.ceil(dimensions / 16) * 16;
    this.firstRow = this.stride * 2 + batch * 12;
    this.buffer = this.kernel?.memory.buffer ?? new ArrayBuffer(0);
  }

  /** Number of rows. */
  get count(): number {
    return this.size;
  }

  /**
   * Adds a row.
   *
   * @param vector of `dimensions` numbers
   * @param scale finite; 0 for no vector
   * @returns its number
   * @throws RangeError if there is no memory for it
   */
  add(vector: Int8Array, scale: number): number {
    const row = this.size;
    const address = this.addressOf(row);
    this.reserve(address + this.stride);
    new Int8Array(this.buffer, address, this.dimensions).set(vector);
    if (row === this.scales.length) {
      const { scales } = this;
      this.scales = new Float32Array(row * 2);
      this.scales.set(scales);
    }
    this.scales[row] = scale;
    this.size++;
    return row;
  }

  /** Cosines of rows with a query, in the order of `rows`; 0 for each if the query is zero or not finite. */
  scores(query: Float32Array, rows: ArrayLike<number>): Float32Array {
    const quantized = quantizeQuery(query);
    const all = new Float32Array(rows.length);
    if (!this.kernel) {
      const vectors = new Int8Array(this.buffer);
      return all.map((_, i) =>
        scoreRow(vectors, this.addressOf(rows[i]!), this.scales[rows[i]!]!, quantized),
      );
    }
    new Int16Array(this.buffer, 0, this.dimensions).set(quantized.values);
    const list = this.stride * 2;
    const addresses = new Int32Array(this.buffer, list, batch);
    const scales = new Float32Array(this.buffer, list + batch * 4, batch);
    const scores = new Float32Array(this.buffer, list + batch * 8, batch);
    for (let start = 0; start < rows.length; start += batch) {
      const count = Math.min(batch, rows.length - start);
      for (let i = 0; i < count; i++) {
        const row = rows[start + i]!;
        addresses[i] = this.addressOf(row);
        scales[i] = this.scales[row]!;
      }
      // The kernel takes rows in fours: the last ones may be of an earlier batch, whose scores are not read.
      const rounded = Math.ceil(count / 4) * 4;
      for (let i = count; i < rounded; i++) addresses[i] = this.firstRow;
      const [listed, scaled, scored] = [addresses, scales, scores].map(({ byteOffset }) => byteOffset);
      this.kernel.scoreListed(listed!, scaled!, scored!, rounded, this.stride, 0, quantized.scale);
      all.set(scores.subarray(0, count), start);
    }
    return all;
  }

  private addressOf(row: number): number {
    return this.firstRow + row * this.stride;
  }

  private reserve(bytes: number): void {
    const { byteLength } = this.buffer;
    if (bytes <= byteLength) return;
    // Half more than needed, so that rows are seldom moved.
    const pages = Math.ceil((bytes * 1.5 - byteLength) / pageBytes);
    if (this.kernel) {
      this.kernel.memory.grow(pages);
      this.buffer = this.kernel.memory.buffer;
    } else {
      const grown = new Uint8Array(byteLength + pages * pageBytes);
      grown.set(new Uint8Array(this.buffer));
      this.buffer = grown.buffer;
    }
  }
}
