/**
 * Arrays for the scores of all shards, parts of one block of memory: an index has many shards, and a block for each of
 * their arrays costs more time than the scores.
 */
export class ScoreArrays {
  private readonly block: ArrayBuffer;
  private used = 0;

  /** @param capacity how many numbers all arrays together have */
  constructor(capacity: number) {
    this.block = new ArrayBuffer(capacity * Float32Array.BYTES_PER_ELEMENT);
  }

  /** An array of zeros. @throws RangeError if the block is used up */
  floats(length: number): Float32Array {
    return new Float32Array(this.block, this.take(length), length);
  }

  /** The same for integers. */
  integers(length: number): Int32Array {
    return new Int32Array(this.block, this.take(length), length);
  }

  private take(length: number): number {
    const start = this.used;
    this.used += length * Float32Array.BYTES_PER_ELEMENT;
    return start;
  }
}
