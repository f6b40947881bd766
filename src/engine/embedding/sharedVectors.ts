import type { SharedCounts } from '../../common/contracts/indexReport';
import type { EmbeddingCache } from './embeddingCache';
import type { QuantizedVector, QuantizedVectors } from './quantize';

/** A file whose vectors a team shares: what its chunks depend on, and the keys of their vectors. */
export interface SharedFile {
  /** Hash of its bytes. */
  readonly contentHash: string;
  readonly language: string;
  /** Its encoding if the user configured one; undefined if it is detected from the content. */
  readonly encoding?: string | undefined;
  /** Keys of its documents in the cache, in the order of the chunks; a key may occur twice. */
  readonly keys: readonly string[];
}

/** A file with the vectors that are known for it. */
export interface SharedFileVectors extends SharedFile {
  /** By key. A chunk that the provider refused has none. */
  readonly vectors: ReadonlyMap<string, QuantizedVector>;
}

/**
 * Port for the vectors that a team shares, by the content of files. Reading is always optional: a place that is slow,
 * gone or damaged has no vectors, and the caller computes them.
 */
export interface SharedVectors {
  /** Counted since the place was opened. */
  readonly counts: SharedCounts;
  /**
   * The vectors that are found for files, by the keys of their documents. They are checked; what does not pass is
   * counted and left out.
   *
   * @throws CancelledError only
   */
  read(files: readonly SharedFile[], signal?: AbortSignal): Promise<ReadonlyMap<string, QuantizedVector>>;
  /**
   * Writes what the place lacks of these files; what cannot be written is counted. Only the command `publish` opens a
   * place in which this exists.
   *
   * @throws CancelledError only
   */
  write?(files: readonly SharedFileVectors[], signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/**
 * A cache with a second level: what it lacks of some files is read from the shared vectors, and kept. A file is asked
 * for as a whole, so that one request brings all its chunks, and only if a vector of it is missing.
 *
 * @param files that may be looked up
 */
export function withSharedVectors(
  cache: EmbeddingCache,
  shared: SharedVectors,
  files: readonly SharedFile[],
  signal?: AbortSignal,
): EmbeddingCache {
  return {
    putMany: (keys, vectors) => cache.putMany(keys, vectors),
    getMany: async (keys) => {
      const found = [...(await cache.getMany(keys))];
      const missing = new Set(keys.filter((_, i) => found[i] === undefined));
      const asked = files.filter((file) => file.keys.some((key) => missing.has(key)));
      if (asked.length === 0) return found;
      const shown = await shared.read(asked, signal);
      const kept = [...missing].filter((key) => shown.has(key));
      if (kept.length === 0) return found;
      await cache.putMany(kept, packVectors(kept.map((key) => shown.get(key)!)));
      return keys.map((key, i) => found[i] ?? shown.get(key));
    },
  };
}

/** A place that cannot be used. @param fault why */
export function noSharedVectors(fault: string): SharedVectors {
  const none = { vectors: 0, found: 0, absent: 0, bad: 0, written: 0, present: 0, unwritten: 0 };
  return {
    counts: { place: '', ...none, fault },
    read: () => Promise.resolve(new Map()),
    close: () => Promise.resolve(),
  };
}

/** @param vectors at least one */
function packVectors(vectors: readonly QuantizedVector[]): QuantizedVectors {
  const dimensions = vectors[0]!.data.length;
  const data = new Int8Array(vectors.length * dimensions);
  for (const [row, vector] of vectors.entries()) data.set(vector.data, row * dimensions);
  return { dimensions, data, scales: Float32Array.from(vectors, ({ scale }) => scale) };
}
