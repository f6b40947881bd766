import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { LocalIndex, VirtualFileStorage, type MetadataFilter } from 'vectra';
import { describe, expect, it } from 'vitest';
import { emptyShard, updateShard } from '../../../src/engine/indexing/buildShard';
import type { Shard } from '../../../src/engine/indexing/shard';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { AtomicFileStorage } from '../../../src/node/store/atomicFileStorage';
import type { ChunkMetadata } from '../../../src/node/store/chunkItem';
import { ShardIndex } from '../../../src/node/store/shardIndex';
import { FailingFileSystem } from './failingFileSystem';
import { random, type Random } from './random';
import { syntheticFiles } from './syntheticFiles';
import { temporaryDirectory } from './temporaryDirectory';
import { permit } from './writing';

const dimensions = 48;

function sampleShard(next: Random, files = 60): Shard {
  return updateShard(
    emptyShard(dimensions),
    syntheticFiles(files, dimensions, next),
    new Set(),
    new TermAnalyzer(),
  );
}

async function shardIndex(shard: Shard, fileSystem = new FailingFileSystem()) {
  const directory = await temporaryDirectory();
  const open = () => new ShardIndex(directory, '07.shard', dimensions, new AtomicFileStorage(fileSystem));
  const index = open();
  await index.replace(shard, permit);
  return { directory, index, open, fileSystem };
}

/** Unmodified vectra, with the same items one by one. */
async function stockIndex(index: ShardIndex): Promise<LocalIndex<ChunkMetadata>> {
  const stock = new LocalIndex<ChunkMetadata>('stock', undefined, new VirtualFileStorage());
  await stock.createIndex();
  await stock.beginUpdate();
  for (const { id, metadata, vector } of await index.listItems())
    await stock.insertItem({ id, metadata, vector });
  await stock.endUpdate();
  return stock;
}

describe('ShardIndex', () => {
  it('returns the results of vectra', async () => {
    const next = random(21);
    const { index } = await shardIndex(sampleShard(next));
    const stock = await stockIndex(index);
    const filters: (MetadataFilter | undefined)[] = [
      undefined,
      {},
      { startLine: { $gt: 50 } },
      { endLine: { $lt: 0 } },
    ];
    for (let query = 0; query < 20; query++) {
      const vector = Array.from({ length: dimensions }, () => next() - 0.5);
      for (const filter of filters) {
        const exact = await stock.queryItems(vector, '', 1000, filter);
        const exactScores = new Map(exact.map(({ item, score }) => [item.id, score]));
        for (const topK of [0, 1, 10, 1000]) {
          const ours = await index.queryItems(vector, '', topK, filter);
          expect(ours).toHaveLength(Math.min(topK, exact.length));
          ours.forEach(({ item, score }, i) => {
            // The order may differ for nearly equal scores: the kernel's query has 15 bits.
            expect(Math.abs(score - exact[i]!.score)).toBeLessThan(1e-4);
            expect(Math.abs(score - exactScores.get(item.id)!)).toBeLessThan(1e-4);
            expect(item).toEqual(exact.find((other) => other.item.id === item.id)!.item);
          });
        }
      }
    }
  });

  it('shows the chunks that have a vector as items, before and after a restart and an update', async () => {
    const next = random(22);
    const first = sampleShard(next);
    const { index, open } = await shardIndex(first);
    const check = async (shard: Shard, opened: ShardIndex): Promise<void> => {
      const items = await opened.listItems();
      const chunks = [...shard.chunks.scales.keys()].filter((chunk) => shard.chunks.scales[chunk]! > 0);
      expect(items.map(({ metadata }) => metadata.chunk)).toEqual(chunks);
      expect((await opened.getIndexStats()).items).toBe(chunks.length);
      expect(new Set(items.map(({ id }) => id)).size).toBe(chunks.length);
      for (const { id, metadata } of items) expect(id.startsWith(`${metadata.path}#`)).toBe(true);
    };
    await check(first, index);
    await check(first, open());

    const second = updateShard(
      first,
      [],
      new Set(first.files.slice(5, 40).map(({ path }) => path)),
      new TermAnalyzer(),
    );
    await index.replace(second, permit);
    await check(second, index);
    await check(second, open());
    const vector = new Array<number>(dimensions).fill(1);
    expect(await index.queryItems(vector, '', 5)).toEqual(await open().queryItems(vector, '', 5));
  });

  it('keeps its shard if writing fails, and can be used afterwards', async () => {
    const next = random(23);
    const first = sampleShard(next, 10);
    const second = sampleShard(next, 12);
    const { index, open, fileSystem, directory } = await shardIndex(first);
    fileSystem.freeBytes = 500;
    await expect(index.replace(second, permit)).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(index.shard).toBe(first);
    expect(await open().load()).toEqual(first);
    expect(await readdir(directory)).toEqual(['07.shard']);

    fileSystem.freeBytes = Infinity;
    await index.replace(second, permit);
    expect(await open().load()).toEqual(second);
  });

  it('does not change other shards if the first write fails', async () => {
    const next = random(24);
    const { directory, fileSystem } = await shardIndex(sampleShard(next, 3));
    const neighbour = new ShardIndex(directory, '08.shard', dimensions, new AtomicFileStorage(fileSystem));
    fileSystem.freeBytes = 0;
    await expect(neighbour.replace(sampleShard(next, 3), permit)).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
    expect(await readdir(directory)).toEqual(['07.shard']);
  });

  it('refuses items one by one and the BM25 of vectra', async () => {
    const shard = sampleShard(random(25), 4);
    const { index, open } = await shardIndex(shard);
    await expect(index.insertItem({ id: 'x', vector: [1] })).rejects.toThrow('as a whole');
    index.cancelUpdate();
    await expect(index.queryItems([], '', 1, undefined, true)).rejects.toThrow('lexical');
    expect(await open().load()).toEqual(shard);
    expect(path.basename(index.indexName)).toBe('07.shard');
  });
});
