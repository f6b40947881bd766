import type { QuantizedVector, QuantizedVectors } from './quantize';

/**
 * Port for vectors kept by content, so that no text is embedded twice after a branch switch, a rename or a restart.
 * It holds vectors of one model, dimension and prompt version. A disk error never rejects a call; the cache only
 * loses entries, the newest ones last.
 */
export interface EmbeddingCache {
  /**
   * The cached vector for each key, in order: undefined when there is none; scale 0 when the model has no vector for
   * the text.
   * @param keys as a `ContentHash` gives them
   */
  getMany(keys: readonly string[]): Promise<readonly (QuantizedVector | undefined)[]>;
  /** Stores row i of `vectors` for key i. */
  putMany(keys: readonly string[], vectors: QuantizedVectors): Promise<void>;
  /** Writes entries to disk that could not be written before; the cache can still be used. */
  close?(): Promise<void>;
}

/** Caches nothing: for a model on this machine, which needs no more time for a text than the index needs to store it twice. */
export const noEmbeddingCache: EmbeddingCache = {
  getMany: (keys) => Promise.resolve(keys.map(() => undefined)),
  putMany: () => Promise.resolve(),
};
