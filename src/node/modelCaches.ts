import path from 'node:path';
import type { EngineOptions } from '../common/contracts/engineOptions';
import { messageOf } from '../common/errors/errors';
import { promptVersion } from '../engine/embedding/documentText';
import type { EmbeddingCache } from '../engine/embedding/embeddingCache';
import type { EmbeddingProvider } from '../engine/embedding/embeddingProvider';
import { otherVectors, type OtherVectors } from '../engine/embedding/otherModels';
import { createCacheDirectory } from './cacheTag';
import { shortHash } from './fingerprints';
import { sharedDirectory } from './indexDirectory';
import { contentHash } from './sha256ContentHash';
import { sharedEmbeddingCache, type SharedEmbeddingCacheOptions } from './sharedEmbeddingCache';
import { removeUnusedBeside } from './unusedDirectories';

/** Days without use after which cached vectors of paid providers are deleted. */
const paidVectorsDays = 90;

/** A model whose vectors are cached. */
type CachedProvider = Pick<EmbeddingProvider, 'id' | 'host' | 'model' | 'dimensions' | 'variant'>;

/** The caches that indexing uses; undefined for a model that runs here, whose vectors are cached beside the index. */
export interface ModelCaches {
  readonly cache?: EmbeddingCache;
  /** The caches of the other models of the space; undefined if there are none. */
  readonly others?: OtherVectors;
}

/**
 * Opens the caches of a provider. A publisher uses no vectors of other models: the names of shared results contain the
 * model.
 */
export async function openModelCaches(
  { cacheDirectory, sharedResults }: EngineOptions,
  provider: EmbeddingProvider,
  options: SharedEmbeddingCacheOptions,
): Promise<ModelCaches> {
  const { id, host, model, dimensions, variant, space } = provider;
  if (host === undefined) return {};
  const cache = await openSharedCache(cacheDirectory, provider, options);
  const names = space?.models.filter((name) => name !== model) ?? [];
  if (names.length === 0 || sharedResults?.isPublishing === true) return { cache };
  const others = names.map(async (name) => {
    const other = { id, host, model: name, dimensions, variant };
    return { model: other, cache: await openSharedCache(cacheDirectory, other, options) };
  });
  return { cache, others: otherVectors(await Promise.all(others), contentHash) };
}

/** The cached vectors of a remote model, shared by all workspaces. */
export async function openSharedCache(
  cacheDirectory: string,
  { id, host, model, dimensions, variant }: CachedProvider,
  options: SharedEmbeddingCacheOptions,
): Promise<EmbeddingCache> {
  const ofVariant = variant === undefined ? [] : [variant];
  const hash = shortHash(JSON.stringify([id, host, model, dimensions, promptVersion, ...ofVariant]));
  const ofAll = sharedDirectory(cacheDirectory);
  const directory = path.join(ofAll, `${id}-${hash}`);
  const { logger } = options;
  await createCacheDirectory(ofAll).catch((error: unknown) => {
    logger.warn(`Vectors are not kept for other workspaces: ${ofAll}: ${messageOf(error)}`);
  });
  await removeUnusedBeside(directory, { names: /^[a-z-]+-[0-9a-f]{12}$/, days: paidVectorsDays, logger });
  return sharedEmbeddingCache(directory, dimensions, options);
}
