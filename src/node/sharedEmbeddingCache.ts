import { messageOf } from '../common/errors';
import type { Logger } from '../common/logger';
import type { EmbeddingCache } from '../engine/embedding/embeddingCache';
import { DiskEmbeddingCache } from './embeddingCache';
import { acquireLock } from './store/lock';

/** All workspaces together: about 500,000 vectors of 4,096 dimensions. */
const maxBytes = 2 * 1024 * 1024 * 1024;
const lockTimeoutMs = 10_000;

/** What a shared cache works with. */
export interface SharedEmbeddingCacheOptions {
  readonly logger: Logger;
  /** Threads of this process that have ended: a lock that one of them left is free. */
  readonly endedThreads: readonly number[];
}

/**
 * Vectors that were paid for, in one place for all workspaces and processes: a second window, a folder that was moved or a
 * model that is gone back to costs nothing. Each call holds a lock, for a moment.
 *
 * @param directory of this model alone
 */
export function sharedEmbeddingCache(
  directory: string,
  dimensions: number,
  { logger, endedThreads }: SharedEmbeddingCacheOptions,
): EmbeddingCache {
  const cache = new DiskEmbeddingCache(directory, dimensions, { maxBytes, logger });
  let turn: Promise<unknown> = Promise.resolve();
  const locked = <T>(task: () => Promise<T>, fallback: T): Promise<T> => {
    const result = turn.then(async () => {
      try {
        const lock = await acquireLock(directory, { timeoutMs: lockTimeoutMs, endedThreads });
        try {
          return await task();
        } finally {
          await lock.release();
        }
      } catch (error) {
        logger.warn(`Kept vectors are not used for the moment: ${directory}: ${messageOf(error)}`);
        return fallback;
      }
    });
    turn = result;
    return result;
  };
  return {
    getMany: (keys) =>
      locked(
        () => cache.getMany(keys),
        keys.map(() => undefined),
      ),
    putMany: (keys, vectors) => locked(() => cache.putMany(keys, vectors), undefined),
  };
}
