import { describe, expect, it } from 'vitest';
import type { FileStat } from '../../../src/engine/corpus/fileSource';
import type { FileState } from '../../../src/engine/freshness/freshness';
import type { ShardFile } from '../../../src/engine/indexing/shard';
import { FileStates, type PlacedShard } from '../../../src/engine/searching/fileStates';
import { RecentFiles } from '../../../src/engine/searching/recentFiles';
import type { SearchTools } from '../../../src/engine/searching/searchParts';
import { shardOf } from '../../support/memoryIndex';

const text = 'first\nsecond\nthird\n';
const stamp = { sizeBytes: text.length, mtimeMs: 1, ctimeMs: 1, inode: 7 };

/** A folder with one file, which a test changes, and what was read of it. */
function folderOf(indexed: Partial<ShardFile> = {}) {
  const shard = shardOf([{ path: 'a.ts', chunks: [{ text }] }]);
  const file = { ...shard.files[0]!, ...stamp, contentHash: text, ...indexed };
  const now: { text: string; stat: FileStat | undefined } = { text, stat: { type: 'file', ...stamp } };
  let reads = 0;
  const source = {
    stat: () => (now.stat ? Promise.resolve(now.stat) : Promise.reject(new Error('ENOENT'))),
    readFile: () => {
      reads++;
      return now.stat ? Promise.resolve(Buffer.from(now.text)) : Promise.reject(new Error('ENOENT'));
    },
  };
  const placed = [
    { root: { folder: '/w', source, corpus: {} }, shard, number: 0 },
  ] as unknown as PlacedShard[];
  const tools = {
    hash: (bytes: Uint8Array) => Buffer.from(bytes).toString(),
    chunker: { chunk: () => ({ chunks: [] }) },
  } as unknown as SearchTools;
  const recent = new RecentFiles();
  /** As the next query looks at the file. */
  const look = async () => {
    const states = new FileStates(placed, tools, recent, undefined);
    const chunk = await states.locate({ file, shard: 0, startLine: 2, endLine: 3, textHash: '' });
    return { chunk, isStale: states.stale.length > 0 };
  };
  return { now, look, reads: () => reads };
}

describe('a file that was shown before', () => {
  it('is not read again while it has its stamp', async () => {
    const { look, reads } = folderOf();
    const first = await look();
    const second = await look();
    expect(reads()).toBe(1);
    expect(second).toEqual({ chunk: { startLine: 2, endLine: 3, fileText: text }, isStale: false });
    expect(second.chunk).toBe(first.chunk);
  });

  it.each([{ ctimeMs: 2 }, { mtimeMs: 2 }, { sizeBytes: 1 }, { inode: 8 }])(
    'is read again with another stamp: %o',
    async (change) => {
      const { now, look } = folderOf();
      await look();
      now.text = 'other\n';
      now.stat = { type: 'file', ...stamp, ...change };
      expect(await look()).toEqual({ chunk: undefined, isStale: true });
    },
  );

  it('is gone if it was deleted', async () => {
    const { now, look } = folderOf();
    await look();
    now.stat = undefined;
    expect(await look()).toEqual({ chunk: undefined, isStale: true });
  });

  it.each([{ racy: true as const }, { ctimeMs: undefined }])(
    'is read each time if its stamp does not show each change: %o',
    async (indexed) => {
      const { now, look } = folderOf(indexed);
      if (!('racy' in indexed)) now.stat = { type: 'file', ...stamp, ctimeMs: undefined };
      await look();
      now.text = 'a change of the same size'.slice(0, text.length);
      expect((await look()).isStale).toBe(true);
    },
  );
});

describe('RecentFiles', () => {
  const file = () => ({ ...stamp, path: 'a' }) as ShardFile;
  const state = (length: number) => ({ stale: false, text: 'x'.repeat(length) }) as FileState;

  it('drops the files that were not used for the longest time', () => {
    const recent = new RecentFiles(10);
    const [a, b, c] = [file(), file(), file()];
    recent.keep(a, state(4));
    recent.keep(b, state(4));
    recent.get(a);
    recent.keep(c, state(4));
    expect([a, b, c].map((one) => recent.get(one) !== undefined)).toEqual([true, false, true]);
  });

  it('does not keep a text larger than all', () => {
    const recent = new RecentFiles(10);
    const [a, b] = [file(), file()];
    recent.keep(a, state(11));
    recent.keep(b, state(10));
    expect([a, b].map((one) => recent.get(one) !== undefined)).toEqual([false, true]);
  });
});
