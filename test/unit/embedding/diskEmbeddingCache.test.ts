import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLogger, type Logger } from '../../../src/common/logger';
import type { QuantizedVector, QuantizedVectors } from '../../../src/engine/embedding/quantize';
import { contentHash } from '../../../src/node/sha256ContentHash';
import { FailingOnce } from './failingOnce';
import { DiskEmbeddingCache, type DiskEmbeddingCacheOptions } from '../../../src/node/diskEmbeddingCache';

const DIMENSIONS = 8;
const vectorBytes = DIMENSIONS + 4;
const keyBytes = 20;
const RECORD_BYTES = vectorBytes + keyBytes;

let root: string;
let directory: string;
const opened: DiskEmbeddingCache[] = [];

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'embedding-cache-'));
  directory = path.join(root, 'vectors');
});

afterEach(async () => {
  // Otherwise their timers would write during the next test.
  await Promise.all(opened.splice(0).map((cache) => cache.close()));
  await rm(root, { recursive: true });
});

function openCache(options: DiskEmbeddingCacheOptions = {}, at = directory): DiskEmbeddingCache {
  const cache = new DiskEmbeddingCache(at, DIMENSIONS, options);
  opened.push(cache);
  return cache;
}

function keyOf(id: number): string {
  return contentHash(`text ${id}`);
}

function vectorOf(id: number): QuantizedVector {
  return {
    data: Int8Array.from({ length: DIMENSIONS }, (_, i) => ((id * 31 + i * 7) % 255) - 127),
    scale: 1 / (id + 2),
  };
}

function packed(ids: readonly number[]): QuantizedVectors {
  return {
    dimensions: DIMENSIONS,
    data: Int8Array.from(ids.flatMap((id) => [...vectorOf(id).data])),
    scales: Float32Array.from(ids, (id) => vectorOf(id).scale),
  };
}

async function put(cache: DiskEmbeddingCache, ids: readonly number[]): Promise<void> {
  await cache.putMany(ids.map(keyOf), packed(ids));
}

/** Which of these ids the cache contains; fails if a vector differs from the stored one. */
async function known(cache: DiskEmbeddingCache, ids: readonly number[]): Promise<number[]> {
  const found = await cache.getMany(ids.map(keyOf));
  expect(found).toHaveLength(ids.length);
  return ids.filter((id, i) => {
    const vector = found[i];
    if (vector !== undefined) {
      expect([...vector.data]).toEqual([...vectorOf(id).data]);
      expect(vector.scale).toBe(Math.fround(vectorOf(id).scale));
    }
    return vector !== undefined;
  });
}

/** A logger that collects warnings. */
function collectWarnings(): { logger: Logger; messages: string[] } {
  const messages: string[] = [];
  return { logger: { ...silentLogger, warn: (message) => messages.push(message) }, messages };
}

describe('DiskEmbeddingCache', () => {
  it('returns stored vectors in any order, repeatedly, and together with unknown keys', async () => {
    const cache = openCache();
    await put(cache, [1, 2, 3]);
    await put(cache, [4]);
    expect(await known(cache, [4, 9, 2, 2, 1, 8, 3])).toEqual([4, 2, 2, 1, 3]);
  });

  it('keeps them after a restart, and can be extended', async () => {
    await put(openCache(), [1, 2]);
    const second = openCache();
    await put(second, [3]);
    expect(await known(second, [1, 2, 3])).toEqual([1, 2, 3]);
    expect(await known(openCache(), [1, 2, 3, 4])).toEqual([1, 2, 3]);
  });

  it('writes nothing before the first vector', async () => {
    expect(await known(openCache(), [1])).toEqual([]);
    await put(openCache(), []);
    await expect(stat(directory)).rejects.toThrow('ENOENT');
  });

  it('distinguishes "no vector" from "not known"', async () => {
    const vectors = { dimensions: DIMENSIONS, data: new Int8Array(DIMENSIONS), scales: new Float32Array(1) };
    await openCache().putMany([keyOf(1)], vectors);
    const [none, unknown] = await openCache().getMany([keyOf(1), keyOf(2)]);
    expect(none?.scale).toBe(0);
    expect(unknown).toBeUndefined();
  });

  it('reads thousands of records, near and far', async () => {
    const ids = Array.from({ length: 12_000 }, (_, i) => i);
    const cache = openCache();
    await put(cache, ids.slice(0, 7000));
    await put(cache, ids.slice(7000));
    const some = ids.filter((id) => id % 1999 === 0 || (id > 300 && id < 400)).reverse();
    expect(await known(openCache(), some)).toEqual(some);
    expect(await known(openCache(), ids)).toEqual(ids);
  });

  it('runs calls of one process one after the other', async () => {
    const cache = openCache();
    const ids = Array.from({ length: 30 }, (_, i) => i);
    await Promise.all(ids.map((id) => put(cache, [id])));
    expect(await known(openCache(), ids)).toEqual(ids);
  });

  it('sees vectors that another process wrote, and appends after them', async () => {
    const [first, second] = [openCache(), openCache()];
    await put(first, [1]);
    await put(second, [2]);
    await put(first, [3]);
    expect(await known(second, [1, 2, 3])).toEqual([1, 2, 3]);
    expect(await known(openCache(), [1, 2, 3])).toEqual([1, 2, 3]);
  });

  it('starts again when its files were deleted', async () => {
    const cache = openCache();
    await put(cache, [1, 2]);
    await rm(directory, { recursive: true });
    expect(await known(cache, [1])).toEqual([]);
    await put(cache, [3]);
    expect(await known(cache, [1, 2, 3])).toEqual([3]);
  });

  it('refuses keys and vectors of another shape, and can be used afterwards', async () => {
    const cache = openCache();
    await expect(cache.getMany(['no hash'])).rejects.toThrow(RangeError);
    await expect(cache.putMany([keyOf(1), keyOf(2)], packed([1]))).rejects.toThrow(RangeError);
    await expect(cache.putMany([keyOf(1)], { ...packed([1]), dimensions: 4 })).rejects.toThrow(RangeError);
    await put(cache, [1]);
    expect(await known(cache, [1])).toEqual([1]);
  });

  it('does not use records of other dimensions', async () => {
    await put(openCache(), [1, 2, 3, 4, 5, 6]);
    for (const dimensions of [4, 12]) {
      const other = new DiskEmbeddingCache(directory, dimensions);
      const found = await other.getMany([1, 2, 3, 4, 5, 6].map(keyOf));
      expect(found.every((vector) => vector === undefined)).toBe(true);
    }
  });
});

describe('DiskEmbeddingCache after a crash', () => {
  const vectorsFile = (at: string): string => path.join(at, '1.vectors');
  const keysFile = (at: string): string => path.join(at, '1.keys');

  /** Checks which ids a cache on these files still contains, and that it can continue. */
  async function expectSurvives(at: string, expected: readonly number[]): Promise<void> {
    const cache = openCache({}, at);
    expect(await known(cache, [1, 2, 3])).toEqual(expected);
    await put(cache, [4, 5]);
    expect(await known(cache, [1, 2, 3, 4, 5])).toEqual([...expected, 4, 5]);
    expect(await known(openCache({}, at), [1, 2, 3, 4, 5])).toEqual([...expected, 4, 5]);
    const [vectors, keys] = await Promise.all([stat(vectorsFile(at)), stat(keysFile(at))]);
    expect(vectors.size / vectorBytes).toBe(keys.size / keyBytes);
  }

  it.each([
    ['vectors', vectorsFile, vectorBytes],
    ['keys', keysFile, keyBytes],
  ] as const)('survives %s cut at any byte', async (_, fileIn, recordBytes) => {
    await put(openCache(), [1, 2, 3]);
    for (let size = 0; size <= 3 * recordBytes; size++) {
      const copy = path.join(root, `cut-${size}`);
      await cp(directory, copy, { recursive: true });
      await truncate(fileIn(copy), size);
      await expectSurvives(copy, [1, 2, 3].slice(0, Math.floor(size / recordBytes)));
    }
  });

  it('survives the loss of either file', async () => {
    await put(openCache(), [1, 2, 3]);
    for (const fileIn of [vectorsFile, keysFile]) {
      const copy = await mkdtemp(path.join(root, 'lost-'));
      await cp(directory, copy, { recursive: true });
      await rm(fileIn(copy));
      await expectSurvives(copy, []);
    }
  });

  it('survives a tail of zeros in both files', async () => {
    await put(openCache(), [1, 2, 3]);
    await appendFile(vectorsFile(directory), Buffer.alloc(5 * vectorBytes + 3));
    await appendFile(keysFile(directory), Buffer.alloc(4 * keyBytes + 7));
    await expectSurvivesWithHoles([1, 2, 3]);
  });

  it('loses only a damaged vector, and stores its new value', async () => {
    await put(openCache(), [1, 2, 3]);
    const original = await readFile(vectorsFile(directory));
    for (let at = 0; at < original.length; at++) {
      const damaged = Buffer.from(original);
      damaged[at] = damaged[at]! ^ 0x10;
      await writeFile(vectorsFile(directory), damaged);
      const lost = Math.floor(at / vectorBytes) + 1;
      expect(await known(openCache(), [1, 2, 3])).toEqual([1, 2, 3].filter((id) => id !== lost));
    }
    await put(openCache(), [3]);
    expect(await known(openCache(), [1, 2, 3])).toEqual([1, 2, 3]);
  });

  it('does not return the vector of another key', async () => {
    await put(openCache(), [1, 2]);
    const vectors = await readFile(vectorsFile(directory));
    const swapped = Buffer.concat([vectors.subarray(vectorBytes), vectors.subarray(0, vectorBytes)]);
    await writeFile(vectorsFile(directory), swapped);
    expect(await known(openCache(), [1, 2])).toEqual([]);
  });

  /** As {@link expectSurvives}, if unreachable records remain in the files. */
  async function expectSurvivesWithHoles(expected: readonly number[]): Promise<void> {
    const cache = openCache();
    expect(await known(cache, [1, 2, 3])).toEqual(expected);
    await put(cache, [4]);
    expect(await known(openCache(), [1, 2, 3, 4])).toEqual([...expected, 4]);
  }
});

describe('the size limit of DiskEmbeddingCache', () => {
  /** Two generations of ten records. */
  const maxBytes = 20 * RECORD_BYTES;

  async function diskBytes(): Promise<number> {
    const names = await readdir(directory);
    const sizes = await Promise.all(names.map(async (name) => (await stat(path.join(directory, name))).size));
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  it('is never exceeded, and the latest vectors are kept', async () => {
    const cache = openCache({ maxBytes });
    for (let id = 0; id < 100; id++) {
      await put(cache, [id]);
      expect(await diskBytes()).toBeLessThanOrEqual(maxBytes);
    }
    const latest = Array.from({ length: 10 }, (_, i) => 90 + i);
    expect(await known(openCache({ maxBytes }), latest)).toEqual(latest);
    expect(await known(cache, [0, 1, 79])).toEqual([]);
    expect(await readdir(directory)).toHaveLength(4);
  });

  it('does not affect vectors that are still used', async () => {
    const cache = openCache({ maxBytes });
    for (let id = 0; id < 100; id++) {
      await put(cache, [id]);
      expect(await known(cache, [0])).toEqual([0]);
    }
    expect(await known(openCache({ maxBytes }), [0])).toEqual([0]);
  });

  it('allows a batch that is larger than a segment', async () => {
    const ids = Array.from({ length: 50 }, (_, i) => i);
    const cache = openCache({ maxBytes });
    await put(cache, ids);
    expect(await known(cache, ids)).toEqual(ids);
    await put(cache, [60]);
    expect(await known(openCache({ maxBytes }), [...ids, 60])).toContain(60);
  });

  it('is applied together with other processes', async () => {
    const [first, second] = [openCache({ maxBytes }), openCache({ maxBytes })];
    await put(first, [0]);
    for (let id = 1; id < 35; id++) {
      await put(second, [id]);
    }
    await put(first, [50]);
    expect(await known(first, [34, 50, 0])).toEqual([34, 50]);
    expect(await known(second, [34, 50])).toEqual([34, 50]);
  });

  it('does not delete other files', async () => {
    const cache = openCache({ maxBytes });
    await put(cache, [1]);
    await writeFile(path.join(directory, 'notes.txt'), 'mine');
    await writeFile(path.join(directory, '0.keys'), 'mine');
    for (let id = 0; id < 40; id++) {
      await put(cache, [id]);
    }
    expect(await readdir(directory)).toEqual(expect.arrayContaining(['notes.txt', '0.keys']));
  });
});

describe('DiskEmbeddingCache on a failing disk', () => {
  it('warns once if it cannot write, and keeps the vectors in memory', async () => {
    await writeFile(directory, 'a file where the directory should be');
    const { logger, messages } = collectWarnings();
    const cache = openCache({ logger });
    await put(cache, [1]);
    await put(cache, [2]);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/cannot be written/);
    expect(await known(cache, [1, 2, 3])).toEqual([1, 2]);
  });

  it('warns once and finds nothing if it cannot read', async () => {
    await writeFile(directory, 'a file where the directory should be');
    const { logger, messages } = collectWarnings();
    const cache = openCache({ logger });
    expect(await known(cache, [1])).toEqual([]);
    expect(await known(cache, [1])).toEqual([]);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/cannot be read/);
  });

  it('still finds stored vectors if it cannot write any more', async () => {
    await put(openCache(), [1, 2]);
    // The next generation cannot be written, because a directory has its name.
    await mkdir(path.join(directory, '2.vectors'));
    const { logger, messages } = collectWarnings();
    const cache = openCache({ logger });
    expect(await known(cache, [1, 2])).toEqual([1, 2]);
    await put(cache, [3]);
    expect(await known(cache, [1, 2, 3])).toEqual([1, 2, 3]);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/cannot be written/);
  });

  describe.each(['ENOSPC', 'EIO', 'EMFILE', 'EBUSY', 'EACCES'])('once with %s', (code) => {
    /** Runs with each file system call failing in turn, until none fails any more. Returns the number of calls. */
    async function eachPlace(run: (fileSystem: FailingOnce) => Promise<void>): Promise<number> {
      for (let place = 1; ; place++) {
        const fileSystem = new FailingOnce(place, code);
        await rm(directory, { recursive: true, force: true });
        await put(openCache(), [1, 2]);
        await run(fileSystem);
        if (!fileSystem.hasFailed) return place - 1;
      }
    }

    it('loses nothing, at whichever call that occurs', async () => {
      const places = await eachPlace(async (fileSystem) => {
        const cache = openCache({ fileSystem });
        expect(await known(cache, [1, 2])).toEqual([1, 2]);
        await put(cache, [3, 4]);
        expect(await known(cache, [1, 2, 3, 4])).toEqual([1, 2, 3, 4]);
        await cache.close();
        expect(await known(openCache(), [1, 2, 3, 4])).toEqual([1, 2, 3, 4]);
      });
      expect(places).toBeGreaterThan(8);
    });

    it('loses nothing at the start of a new segment', async () => {
      const maxBytes = 8 * RECORD_BYTES;
      const places = await eachPlace(async (fileSystem) => {
        const cache = openCache({ fileSystem, maxBytes });
        await put(cache, [3, 4, 5]);
        expect(await known(cache, [1, 2, 3, 4, 5])).toEqual([1, 2, 3, 4, 5]);
        await cache.close();
        expect(await known(openCache({ maxBytes }), [3, 4, 5])).toEqual([3, 4, 5]);
      });
      expect(places).toBeGreaterThan(8);
    });
  });

  it('reads and writes again automatically when the disk works, and logs that', async () => {
    await put(openCache(), [1]);
    const aside = `${directory}.aside`;
    await rename(directory, aside);
    await writeFile(directory, 'a file where the directory should be');
    const { logger, messages } = collectWarnings();
    const told: string[] = [];
    const cache = openCache({ logger: { ...logger, info: (message) => told.push(message) } });
    expect(await known(cache, [1])).toEqual([]);
    await put(cache, [2]);
    await rm(directory);
    await rename(aside, directory);
    expect(await known(cache, [1, 2])).toEqual([1, 2]);
    await vi.waitFor(
      async () => {
        expect(await known(openCache(), [1, 2])).toEqual([1, 2]);
      },
      {
        timeout: 30_000,
        interval: 100,
      },
    );
    expect(messages).toHaveLength(2);
    expect(told).toHaveLength(2);
  });
});
