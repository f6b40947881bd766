import { describe, expect, it } from 'vitest';
import type { IndexProgress, SnapshotOrigin } from '../../../src/common/contracts/indexReport';
import { emptyShard, updateShard } from '../../../src/engine/indexing/buildShard';
import type { IndexSnapshots } from '../../../src/engine/indexing/indexSnapshots';
import type { IndexStore, IndexWriter } from '../../../src/engine/indexing/indexStore';
import type { Shard } from '../../../src/engine/indexing/shard';
import { startFromSnapshot } from '../../../src/engine/indexing/startFromSnapshot';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { random } from '../store/random';
import { syntheticFile } from '../store/syntheticFiles';

const analyzer = new TermAnalyzer();
const origin: SnapshotOrigin = { commit: 'c0ffee', place: 'cache.example:443' };
const shardOf = (path: string): number => (path.startsWith('a') ? 0 : 1);

function shardWith(...paths: string[]): Shard {
  const files = paths.map((path) => {
    const { skip: _, ...file } = syntheticFile(path, 4, random(path.length));
    return file;
  });
  return updateShard(emptyShard(4), files, new Set(), analyzer);
}

/** Starts an index from shards; its folder has the given files. */
async function start(
  shards: ReadonlyMap<number, Shard>,
  folder: readonly string[],
  {
    stored = [undefined, undefined] as (Shard | undefined)[],
    rebuild = false,
    before = undefined as SnapshotOrigin | undefined,
  } = {},
) {
  const calls: unknown[] = [];
  const adopted = new Map<number, Shard>();
  const progress: IndexProgress[] = [];
  const writer = {
    noteSnapshot: (noted: SnapshotOrigin | undefined) => Promise.resolve(calls.push(['note', noted])),
    adopt: (number: number, shard: Shard) => {
      calls.push(['adopt', number]);
      adopted.set(number, shard);
      return Promise.resolve();
    },
  } as unknown as IndexWriter;
  const snapshots: IndexSnapshots = {
    find: () => Promise.resolve(origin),
    read: async (taker) => {
      let files = 0;
      for (const [number, shard] of shards) {
        files += await taker.take(number, shard, origin);
        taker.advance(number + 1, shards.size);
      }
      return { action: 'read', ...origin, files, bytes: 1, missing: 0 };
    },
  };
  const store = { shards: stored, shardOf, snapshot: before } as unknown as IndexStore;
  const use = await startFromSnapshot(
    { snapshots, store, analyzer, writer },
    (path) => folder.includes(path),
    { rebuild, onProgress: (one) => progress.push(one) },
  );
  return { use, calls, adopted, progress };
}

describe('an index that does not exist yet', () => {
  const all = new Map([
    [0, shardWith('a.ts', 'a2.ts')],
    [1, shardWith('b.ts')],
  ]);

  it('adopts each shard unchanged, and records its origin first', async () => {
    const { use, calls, adopted, progress } = await start(all, ['a.ts', 'a2.ts', 'b.ts', 'own.ts']);
    expect(adopted).toEqual(all);
    expect(adopted.get(0)).toBe(all.get(0));
    expect(calls).toEqual([
      ['note', origin],
      ['adopt', 0],
      ['adopt', 1],
    ]);
    expect(use).toMatchObject({ files: 3 });
    expect(progress).toEqual([1, 2].map((done) => ({ phase: 'downloading', done, total: 2 })));
  });

  it('adopts no file that the folder does not have, or that belongs to another shard', async () => {
    const shards = new Map([
      [0, shardWith('../outside.ts', 'a.ts', 'b.ts')],
      [1, shardWith('deleted.ts')],
    ]);
    const { use, adopted } = await start(shards, ['a.ts', 'b.ts']);
    expect([...adopted]).toEqual([[0, shardWith('a.ts')]]);
    expect(use).toMatchObject({ files: 1 });
  });

  it('records nothing if nothing is adopted', async () => {
    const { calls } = await start(all, []);
    expect(calls).toEqual([]);
  });

  it('is the only one that starts from a snapshot, which a rebuild forgets', async () => {
    const paths = ['a.ts', 'a2.ts', 'b.ts'];
    const existing = await start(all, paths, { stored: [emptyShard(4), undefined], before: origin });
    expect([existing.use, existing.calls]).toEqual([undefined, []]);
    const rebuilt = await start(all, paths, { rebuild: true, before: origin });
    expect([rebuilt.use, rebuilt.calls]).toEqual([undefined, [['note', undefined]]]);
    expect((await start(all, paths, { rebuild: true })).calls).toEqual([]);
  });
});
