import { describe, expect, it } from 'vitest';
import type { CorpusFile } from '../../../src/engine/corpus/corpusFile';
import { findChanges } from '../../../src/engine/indexing/changedFiles';
import type { FileRecord } from '../../../src/engine/indexing/indexedFile';

describe('the files that have to be read', () => {
  const stamp = { sizeBytes: 10, mtimeMs: 20, ctimeMs: 30, inode: 40 };
  const find = (file: Partial<CorpusFile>, record: Partial<FileRecord> | undefined, mustRead = false) => {
    const { changed, unchanged } = findChanges(
      [{ path: 'a.ts', ...stamp, ...file }],
      { find: () => record && ({ path: 'a.ts', ...stamp, ...record } as FileRecord) },
      () => mustRead,
    );
    return { changed: changed.length, unchanged: unchanged.length };
  };
  const read = { changed: 1, unchanged: 0 };
  const notRead = { changed: 0, unchanged: 1 };

  it.each([
    ['a file as it was', {}, {}, notRead],
    ['a new file', {}, undefined, read],
    ['another size', { sizeBytes: 11 }, {}, read],
    ['another time of the content', { mtimeMs: 21 }, {}, read],
    ['another time of the file', { ctimeMs: 31 }, {}, read],
    ['another inode', { inode: 41 }, {}, read],
    ['one that changed while it was read', {}, { racy: true as const }, read],
  ])('%s', (_, file, record, expected) => {
    expect(find(file, record)).toEqual(expected);
  });

  it('are those that must be read, whatever their stamps', () => {
    expect(find({}, {}, true)).toEqual(read);
  });

  it.each([
    [63, 63],
    // So many: the file system has numbered its files again.
    [64, 0],
  ])('if %d files differ only in their inodes: %d', (count, expected) => {
    const files = Array.from({ length: count }, (_, i) => ({ path: `${i}`, ...stamp, inode: 1000 + i }));
    const others = [
      { path: 'same', ...stamp },
      { path: 'other', ...stamp, mtimeMs: 0 },
    ];
    const { changed, unchanged } = findChanges(
      [...files, ...others] as CorpusFile[],
      { find: (path) => ({ path, ...stamp }) as FileRecord },
      () => false,
    );
    expect(changed).toHaveLength(expected + 1);
    expect(changed.map(({ path }) => path)).toContain('other');
    expect(unchanged).toHaveLength(count - expected + 1);
  });
});
