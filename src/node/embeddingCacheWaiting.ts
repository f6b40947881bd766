import type { QuantizedVector, QuantizedVectors } from '../engine/embedding/quantize';
import type { KeyWords } from './embeddingKeyTable';

/** Memory overhead of a vector in addition to its numbers, bytes. */
const overheadBytes = 200;

interface Waiting {
  readonly words: KeyWords;
  readonly vector: QuantizedVector;
}

/** Vectors waiting in memory to be written, oldest first. */
export class WaitingVectors {
  readonly #byKey = new Map<string, Waiting>();

  /**
   * @param dimensions of each vector
   * @param maxBytes memory limit
   */
  constructor(
    private readonly dimensions: number,
    private readonly maxBytes: number,
  ) {}

  get count(): number {
    return this.#byKey.size;
  }

  get(key: string): QuantizedVector | undefined {
    return this.#byKey.get(key)?.vector;
  }

  /** Adds row i of `vectors` under key i. Returns the number of vectors dropped because the limit was reached. */
  add(keys: readonly string[], words: readonly KeyWords[], vectors: QuantizedVectors): number {
    const { dimensions } = this;
    const mostVectors = Math.floor(this.maxBytes / (dimensions + overheadBytes));
    let refused = 0;
    for (const [row, key] of keys.entries()) {
      if (this.#byKey.size >= mostVectors && !this.#byKey.has(key)) {
        refused++;
        continue;
      }
      const data = vectors.data.subarray(row * dimensions, (row + 1) * dimensions);
      this.#byKey.set(key, { words: words[row]!, vector: { data, scale: vectors.scales[row]! } });
    }
    return refused;
  }

  /**
   * The oldest vectors, up to `maxBytes` of numbers but at least one vector. They keep waiting until `done` is
   * called.
   */
  take(maxBytes: number): { keys: readonly KeyWords[]; vectors: QuantizedVectors; done: () => void } {
    const count = Math.min(this.#byKey.size, Math.max(1, Math.floor(maxBytes / this.dimensions)));
    const taken = [...this.#byKey].slice(0, count);
    const data = new Int8Array(count * this.dimensions);
    const scales = new Float32Array(count);
    for (const [row, [, { vector }]] of taken.entries()) {
      data.set(vector.data, row * this.dimensions);
      scales[row] = vector.scale;
    }
    return {
      keys: taken.map(([, { words }]) => words),
      vectors: { dimensions: this.dimensions, data, scales },
      done: () => {
        // Keep a vector that was put again under the same key meanwhile.
        for (const [key, waiting] of taken) if (this.#byKey.get(key) === waiting) this.#byKey.delete(key);
      },
    };
  }
}
