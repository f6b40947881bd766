import type { Logger } from '../common/logger';
import type { EmbeddingCache } from '../engine/embedding/embeddingCache';
import { DiskEmbeddingCache } from './diskEmbeddingCache';
import type { CacheFileSystem } from './embeddingCacheSegment';
import type { EndedThreads } from './endedThreads';
import { acquireLock } from './store/lock';

/** Limit for all workspaces together: about 500,000 vectors of 4,096 dimensions. */
const maxBytes = 2 * 1024 * 1024 * 1024;
const lockTimeoutMs = 10_000;

/** Dependencies of a shared cache. */
export interface SharedEmbeddingCacheOptions {
  readonly logger: Logger;
  /** A lock that an ended thread left behind is free. */
  readonly endedThreads: Pick<EndedThreads, 'has'>;
  /** Default: Node's file system. */
  readonly fileSystem?: CacheFileSystem;
}

/**
 * Cached vectors of a paid provider, shared by all workspaces and processes: a second window, a moved folder or a
 * return to a former model costs nothing.
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
