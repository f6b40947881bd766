import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { silentLogger } from '../../../src/common/logger';
import type { EmbeddingCache } from '../../../src/engine/embedding/embeddingCache';
import type { QuantizedVectors } from '../../../src/engine/embedding/quantize';
import { contentHash } from '../../../src/node/sha256ContentHash';
import { sharedEmbeddingCache } from '../../../src/node/sharedEmbeddingCache';
import { acquireLock } from '../../../src/node/store/lock';
import { temporaryDirectory } from '../store/temporaryDirectory';

const dimensions = 4;
let directory: string;
let warnings: string[];
let messages: string[];

/** Long enough for a busy machine. */
const patience = { timeout: 30_000, interval: 100 };

beforeEach(async () => {
  directory = path.join(await temporaryDirectory(), 'model');
  warnings = [];
  messages = [];
});

function open(): EmbeddingCache {
  const logger = {
    ...silentLogger,
    warn: (line: string) => warnings.push(line),
    info: (line: string) => messages.push(line),
  };
  const cache = sharedEmbeddingCache(directory, dimensions, { logger, endedThreads: new Set() });
  // Otherwise its timer would write during the next test.
  onTestFinished(() => cache.close?.());
  return cache;
}

const keys = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => contentHash(`text ${from + i}`));

function vectorsOf(from: number, to: number): QuantizedVectors {
  const data = Int8Array.from({ length: (to - from) * dimensions }, (_, i) => from * dimensions + i);
  return { dimensions, data, scales: Float32Array.from({ length: to - from }, (_, i) => 1 / (1 + from + i)) };
}

async function firstNumbers(cache: EmbeddingCache, of: readonly string[]): Promise<(number | undefined)[]> {
  return (await cache.getMany(of)).map((vector) => vector?.data[0]);
}

const put = (cache: EmbeddingCache, from: number, to: number): Promise<void> =>
  cache.putMany(keys(from, to), vectorsOf(from, to));

describe('vectors that all windows share', () => {
  it('are found by another window, with their scales', async () => {
    const [one, other] = [open(), open()];
    await put(one, 0, 3);
    expect(await firstNumbers(other, keys(0, 4))).toEqual([0, 4, 8, undefined]);
    const [, second] = await other.getMany(keys(0, 2));
    expect(second!.scale).toBeCloseTo(1 / 2);
    await put(other, 3, 5);
    expect(await firstNumbers(one, keys(2, 5))).toEqual([8, 12, 16]);
  });

  it('are stored completely if several windows write at the same time', async () => {
    const caches = [open(), open(), open()];
    const writes = Array.from({ length: 24 }, (_, i) => put(caches[i % 3]!, i, i + 1));
    await Promise.all(writes);
    expect(await firstNumbers(open(), keys(0, 24))).toEqual(Array.from({ length: 24 }, (_, i) => 4 * i));
    expect(warnings).toEqual([]);
  });

  it('are found by a read that follows a write', async () => {
    const cache = open();
    const stored = put(cache, 0, 2);
    const found = firstNumbers(cache, keys(0, 2));
    await stored;
    expect(await found).toEqual([0, 4]);
  });

  it('leave no lock', async () => {
    const cache = open();
    await put(cache, 0, 2);
    await cache.getMany(keys(0, 1));
    const lock = await acquireLock(directory, { timeoutMs: 2000 });
    expect(lock.held).toBe(true);
    await lock.release();
  });

  it('are written after the owner of the lock has released it', async () => {
    const cache = open();
    await put(cache, 0, 1);
    const lock = await acquireLock(directory, { timeoutMs: 2000 });
    let isFound = false;
    const found = firstNumbers(cache, keys(0, 1)).then((numbers) => {
      isFound = true;
      return numbers;
    });
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(isFound).toBe(false);
    await lock.release();
    expect(await found).toEqual([0]);
  });

  it('are kept in memory if the directory cannot be used, which is logged once', async () => {
    writeFileSync(directory, 'a file');
    const cache = open();
    await put(cache, 0, 1);
    await put(cache, 1, 2);
    expect(await firstNumbers(cache, keys(0, 3))).toEqual([0, 4, undefined]);
    expect(warnings.filter((line) => line.includes('cannot be written'))).toHaveLength(1);
    expect(warnings[0]).toContain(directory);
  });

  it('are written by the next call after such a fault, each once', async () => {
    writeFileSync(directory, 'a file');
    const cache = open();
    await put(cache, 0, 1);
    rmSync(directory);
    await vi.waitFor(async () => {
      await put(cache, 1, 2);
      expect(await firstNumbers(open(), keys(0, 2))).toEqual([0, 4]);
    }, patience);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/written again/);
    expect(warnings).toHaveLength(1);
  });

  it('are written by a timer without another call', async () => {
    writeFileSync(directory, 'a file');
    const cache = open();
    await put(cache, 0, 3);
    rmSync(directory);
    await vi.waitFor(async () => {
      expect(await firstNumbers(open(), keys(0, 3))).toEqual([0, 4, 8]);
    }, patience);
  });

  it('are written at once when the cache is closed', async () => {
    writeFileSync(directory, 'a file');
    const cache = open();
    await put(cache, 0, 3);
    rmSync(directory);
    await cache.close!();
    expect(await firstNumbers(open(), keys(0, 3))).toEqual([0, 4, 8]);
  });

  it('are logged if they cannot be written before the end', async () => {
    writeFileSync(directory, 'a file');
    const cache = open();
    await put(cache, 0, 3);
    await cache.close!();
    expect(warnings.at(-1)).toMatch(/^3 vectors could not be written/);
    expect(await firstNumbers(cache, keys(0, 3))).toEqual([0, 4, 8]);
  });

  it('are found while another process has the lock, and new ones are written afterwards', async () => {
    await put(open(), 0, 2);
    const lock = await acquireLock(directory, { timeoutMs: 2000 });
    const cache = open();
    // It waits for the lock, up to the usual limit.
    await put(cache, 2, 4);
    expect(await firstNumbers(cache, keys(0, 5))).toEqual([0, 4, 8, 12, undefined]);
    await lock.release();
    await cache.close!();
    expect(await firstNumbers(open(), keys(0, 5))).toEqual([0, 4, 8, 12, undefined]);
    expect(await firstNumbers(cache, keys(0, 5))).toEqual([0, 4, 8, 12, undefined]);
  }, 60_000);

  it('are read correctly after others wrote while the lock was unavailable', async () => {
    const [cache, other] = [open(), open()];
    await put(cache, 0, 1);
    const lock = await acquireLock(directory, { timeoutMs: 2000 });
    await put(cache, 10, 11);
    await lock.release();
    await put(other, 1, 3);
    expect(await firstNumbers(cache, keys(0, 3))).toEqual([0, 4, 8]);
    await cache.close!();
    expect(await firstNumbers(open(), [...keys(0, 3), ...keys(10, 11)])).toEqual([0, 4, 8, 40]);
  }, 60_000);

  it('are empty without keys', async () => {
    const cache = open();
    await put(cache, 0, 0);
    expect(await cache.getMany([])).toEqual([]);
  });
});
