import type { Logger } from '../common/logger';
import type { EmbeddingCache } from '../engine/embedding/embeddingCache';
import { DiskEmbeddingCache } from './embeddingCache';
import type { CacheFileSystem } from './embeddingCacheGeneration';
import type { EndedThreads } from './endedThreads';
import { acquireLock } from './store/lock';

/** All workspaces together: about 500,000 vectors of 4,096 dimensions. */
const maxBytes = 2 * 1024 * 1024 * 1024;
const lockTimeoutMs = 10_000;

/** What a shared cache works with. */
export interface SharedEmbeddingCacheOptions {
  readonly logger: Logger;
  /** A lock that one of them left is free. */
  readonly endedThreads: Pick<EndedThreads, 'has'>;
  /** Default: that of Node. */
  readonly fileSystem?: CacheFileSystem;
}

/**
 * Vectors that were paid for, in one place for all workspaces and processes: a second window, a folder that was moved or a
 * model that is gone back to costs nothing.
 *
 * @param directory of this model alone
 */
export function sharedEmbeddingCache(
  directory: string,
  dimensions: number,
  { logger, endedThreads, fileSystem }: SharedEmbeddingCacheOptions,
): EmbeddingCache {
  return new DiskEmbeddingCache(directory, dimensions, {
    maxBytes,
    logger,
    lock: () => acquireLock(directory, { timeoutMs: lockTimeoutMs, endedThreads }),
    ...(fileSystem && { fileSystem }),
  });
}
