import type { ContentHash } from './contentHash';
import { documentKeys, type DocumentToEmbed, type VectorMaker } from './embedAll';
import type { EmbeddingCache } from './embeddingCache';
import type { QuantizedVector } from './quantize';

/** Vectors that other models of the same space have made of texts. */
export interface OtherVectors {
  /** A vector for each text, in order; undefined for a text that no other model has embedded. */
  find(texts: readonly string[]): Promise<readonly (QuantizedVector | undefined)[]>;
  /** Closes the caches. */
  close(): Promise<void>;
}

/** A model and the cache of its vectors. */
export interface CachedModel {
  readonly model: VectorMaker;
  readonly cache: EmbeddingCache;
}

/** The cached vectors of other models; of a text that several have embedded, that of the first. */
export function otherVectors(models: readonly CachedModel[], hash: ContentHash): OtherVectors {
  const sources = models.map(({ model, cache }) => ({ keyOf: documentKeys(model, hash), cache }));
  return {
    find: async (texts) => {
      const found = new Array<QuantizedVector | undefined>(texts.length).fill(undefined);
      for (const { keyOf, cache } of sources) {
        const missing = [...found.keys()].filter((i) => found[i] === undefined);
        if (missing.length === 0) break;
        const vectors = await cache.getMany(missing.map((i) => keyOf(texts[i]!)));
        for (const [at, i] of missing.entries()) found[i] = vectors[at];
      }
      return found;
    },
    close: async () => {
      for (const { cache } of sources) await cache.close?.();
    },
  };
}

/**
 * A cache that also finds what other models of the space have made of some documents, so that a change of the model sends
 * nothing again. What they have made is not stored under the name of this model: a comparison of models and a rebuild
 * need its own vectors.
 *
 * @param documents that may be looked up
 */
export function withOtherModels(
  cache: EmbeddingCache,
  others: OtherVectors,
  documents: readonly DocumentToEmbed[],
): EmbeddingCache {
  return {
    putMany: (keys, vectors) => cache.putMany(keys, vectors),
    getMany: async (keys) => {
      const found = [...(await cache.getMany(keys))];
      const missing = new Set(keys.filter((_, i) => found[i] === undefined));
      const texts = new Map(
        documents.flatMap(({ key, text }) =>
          text !== undefined && missing.has(key) ? [[key, text] as const] : [],
        ),
      );
      if (texts.size === 0) return found;
      const vectors = await others.find([...texts.values()]);
      const byKey = new Map([...texts.keys()].map((key, i) => [key, vectors[i]]));
      return keys.map((key, i) => found[i] ?? byKey.get(key));
    },
  };
}
