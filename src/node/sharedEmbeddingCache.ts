import { messageOf } from '../common/errors';
import type { Logger } from '../common/logger';
import type { EmbeddingCache } from '../engine/embedding/embeddingCache';
import type { QuantizedVector, QuantizedVectors } from '../engine/embedding/quantize';
import { DiskEmbeddingCache } from './embeddingCache';
import { acquireLock } from './store/lock';

/** All workspaces together: about 500,000 vectors of 4,096 dimensions. */
const maxBytes = 2 * 1024 * 1024 * 1024;
const lockTimeoutMs = 10_000;
/** How long others are kept waiting at most while calls keep coming, milliseconds. */
const longestHoldMs = 200;

/** What a shared cache works with. */
export interface SharedEmbeddingCacheOptions {
  readonly logger: Logger;
  /** Threads of this process that have ended: a lock that one of them left is free. */
  readonly endedThreads: readonly number[];
}

type Found = readonly (QuantizedVector | undefined)[];

/** A call that waits for its turn; `vectors` is undefined for one that asks. */
interface Call {
  readonly keys: readonly string[];
  readonly vectors: QuantizedVectors | undefined;
  readonly resolve: (found: Found) => void;
}

/**
 * Vectors that were paid for, in one place for all workspaces and processes: a second window, a folder that was moved or a
 * model that is gone back to costs nothing. Calls that come while the lock is held are served before it is let go, puts that
 * follow each other in one write: a lock costs more than what is done under it.
 *
 * @param directory of this model alone
 */
export function sharedEmbeddingCache(
  directory: string,
  dimensions: number,
  { logger, endedThreads }: SharedEmbeddingCacheOptions,
): EmbeddingCache {
  const cache = new DiskEmbeddingCache(directory, dimensions, { maxBytes, logger });
  const calls: Call[] = [];
  let isServing = false;

  const serveHeld = async (): Promise<void> => {
    const until = performance.now() + longestHoldMs;
    while (calls.length > 0 && performance.now() < until) {
      const [first] = calls as [Call];
      const count = first.vectors ? calls.findIndex(({ vectors }) => !vectors) : 1;
      const together = calls.splice(0, count < 0 ? calls.length : count);
      try {
        if (first.vectors) {
          await cache.putMany(
            together.flatMap(({ keys }) => keys),
            joined(together.map(({ vectors }) => vectors!)),
          );
          for (const { resolve } of together) resolve([]);
        } else {
          first.resolve(await cache.getMany(first.keys));
        }
      } catch (error) {
        forget(together, error);
      }
    }
  };
  const forget = (forgotten: readonly Call[], error: unknown): void => {
    logger.warn(`Kept vectors are not used for the moment: ${directory}: ${messageOf(error)}`);
    for (const { keys, resolve } of forgotten) resolve(keys.map(() => undefined));
  };
  const serve = async (): Promise<void> => {
    isServing = true;
    while (calls.length > 0) {
      try {
        const lock = await acquireLock(directory, { timeoutMs: lockTimeoutMs, endedThreads });
        try {
          await serveHeld();
        } finally {
          await lock.release();
        }
      } catch (error) {
        forget(calls.splice(0), error);
      }
    }
    isServing = false;
  };
  const call = (keys: readonly string[], vectors?: QuantizedVectors): Promise<Found> =>
    new Promise((resolve) => {
      calls.push({ keys, vectors, resolve });
      if (!isServing) void serve();
    });
  return {
    getMany: (keys) => call(keys),
    putMany: async (keys, vectors) => {
      await call(keys, vectors);
    },
  };
}

function joined(parts: readonly QuantizedVectors[]): QuantizedVectors {
  const [first] = parts as [QuantizedVectors];
  if (parts.length === 1) return first;
  const { dimensions } = first;
  const rows = parts.reduce((sum, { scales }) => sum + scales.length, 0);
  const all = { dimensions, data: new Int8Array(rows * dimensions), scales: new Float32Array(rows) };
  let row = 0;
  for (const { data, scales } of parts) {
    all.data.set(data, row * dimensions);
    all.scales.set(scales, row);
    row += scales.length;
  }
  return all;
}
