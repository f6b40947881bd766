import type { QuantizedVector, QuantizedVectors } from './quantize';

/**
 * Port for vectors kept by content, so that no text is embedded twice: not after a branch switch, a rename or a restart.
 * It holds vectors of one model, dimension and prompt version. A cache is a convenience: it never rejects because of the
 * disk, it only forgets: what it was given last of all.
 */
export interface EmbeddingCache {
  /**
   * What is known for each key, in their order: its vector (scale 0: the model knows nothing of the text), or undefined.
   * @param keys as a `ContentHash` gives them
   */
  getMany(keys: readonly string[]): Promise<readonly (QuantizedVector | undefined)[]>;
  /** Keeps row i of `vectors` for key i. */
  putMany(keys: readonly string[], vectors: QuantizedVectors): Promise<void>;
  /** Brings to the disk what could not be brought there before; the cache can be used on. */
  close?(): Promise<void>;
}
