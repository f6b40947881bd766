import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../../src/common/logger';
import type { FileSource } from '../../../src/engine/corpus/fileSource';
import { PathSet } from '../../../src/engine/corpus/pathSet';
import { unreadOf, updateUnread } from '../../../src/engine/indexing/unreadPaths';
import { listDirectory } from '../../../src/engine/inventory/inventory';
import { RunMemory } from '../../../src/engine/inventory/runMemory';
import { lineChunker, testFolder, type TestFolder } from '../../support/indexedFolder';

/** Refuses the given paths: a file by its path, a directory with `/` at its end. */
const refusing =
  (refused: ReadonlySet<string>) =>
  (real: FileSource): FileSource => {
    const unless = <T>(at: string, read: () => Promise<T>): Promise<T> =>
      refused.has(at)
        ? Promise.reject(Object.assign(new Error(`EACCES: permission denied, ${at}`), { code: 'EACCES' }))
        : read();
    return {
      readDirectory: (at) => unless(`${at}/`, () => real.readDirectory(at)),
      readFile: (at, maxBytes) => unless(at, () => real.readFile(at, maxBytes)),
      stat: (at) => unless(`stat ${at}`, () => real.stat(at)),
      realPath: (at) => real.realPath(at),
    };
  };

async function write(root: TestFolder, file: string, text: string): Promise<void> {
  const target = path.join(root.folder, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
}

describe('a file that cannot be read', () => {
  it('does not prevent a complete index, is reported, and is indexed as soon as it can be read', async () => {
    const refused = new Set(['b.ts']);
    const root = await testFolder({ source: refusing(refused) });
    await write(root, 'a.ts', 'export const alpha = 1;\n');
    await write(root, 'b.ts', 'export const beta = 1;\n');
    const report = await root.index.update();
    expect(report).toMatchObject({ files: 1, unreadable: 1 });
    expect(report.failed).toEqual([{ path: 'b.ts', reason: 'EACCES: permission denied, b.ts' }]);
    expect(root.index.summary()).toEqual({ state: 'ready', files: 1, chunks: 1, unreadable: 1 });

    const next = await root.reopen();
    expect(next.index.summary()).toMatchObject({ state: 'ready', unreadable: 1 });
    expect(next.index.runPaths({ list: 'unread', from: 0 })).toEqual(report.failed);
    expect(next.index.runPaths({ list: 'unread', from: 1 })).toEqual([]);
    refused.clear();
    expect(await next.index.update()).toMatchObject({ files: 2, unreadable: 0, failed: [] });
    expect((await root.reopen()).index.summary()).toMatchObject({ state: 'ready', files: 2, unreadable: 0 });
  });

  it('keeps its entry in the index, and is tried again even if nothing else changes', async () => {
    const refused = new Set<string>();
    const root = await testFolder({ source: refusing(refused) });
    await write(root, 'a.ts', 'export const alpha = 1;\n');
    await root.index.update();
    await write(root, 'a.ts', 'export const alphabet = 1;\n');
    refused.add('a.ts');
    expect(await root.index.update()).toMatchObject({ files: 1, chunks: 1, removed: 0, unreadable: 1 });
    expect(await root.index.update()).toMatchObject({ files: 1, unreadable: 1 });
    refused.clear();
    expect(await root.index.update()).toMatchObject({ embedded: 1, unreadable: 0 });
  });

  it('is recognised in each case: no access to its stamp, its directory, or its ignore file', async () => {
    const refused = new Set<string>();
    const root = await testFolder({ source: refusing(refused) });
    for (const file of ['a/one.ts', 'b/two.ts', 'b/deep/three.ts', 'c/four.ts']) {
      await write(root, file, `export const text = '${file}';\n`);
    }
    await write(root, 'c/.gitignore', 'private.ts\n');
    await write(root, 'c/private.ts', 'export const hidden = 1;\n');
    await root.index.update();
    expect(root.store.find('c/private.ts')).toBeUndefined();

    for (const one of ['stat a/one.ts', 'b/', 'c/.gitignore']) refused.add(one);
    await write(root, 'c/private.ts', 'export const hiddenStill = 1;\n');
    const report = await root.index.update();
    expect(report).toMatchObject({ files: 5, removed: 0, failed: [], unreadable: 3 });
    expect(report.skipped.map(({ path: at, reason }) => `${at} ${reason}`)).toEqual([
      'a/one.ts unreadable',
      'b/ unreadable',
      'c/ unreadable',
    ]);
    expect(root.store.find('c/private.ts')).toBeUndefined();
    expect(root.index.summary()).toMatchObject({ state: 'ready', unreadable: 3 });
    const { entries } = await root.index.inventory({ directory: '' });
    expect(entries.map(({ name, state, reason }) => [name, state, reason])).toEqual([
      ['a', 'indexed', undefined],
      ['b', 'failed', 'unreadable'],
      ['c', 'failed', 'unreadable'],
    ]);

    // Updated one by one: paths that are not updated stay unread.
    await root.index.updatePaths(['c/private.ts', 'a/one.ts']);
    expect(root.index.summary()).toMatchObject({ unreadable: 3 });
    refused.delete('stat a/one.ts');
    await root.index.updatePaths(['a/one.ts']);
    expect(root.index.summary()).toMatchObject({ unreadable: 2 });
    refused.clear();
    expect(await root.index.update()).toMatchObject({ files: 5, embedded: 0, unreadable: 0 });
  });

  it('includes a file that no chunker can divide, and is logged up to a limit', async () => {
    const warnings: string[] = [];
    const root = await testFolder({
      chunker: {
        ...lineChunker,
        chunk: (file) =>
          file.path.startsWith('bad') ? Promise.reject(new Error('it broke')) : lineChunker.chunk(file),
      },
      logger: { ...silentLogger, warn: (line) => warnings.push(line) },
    });
    await write(root, 'a.ts', 'export const alpha = 1;\n');
    for (let i = 0; i < 50; i++) await write(root, `bad${i}.ts`, `export const beta${i} = 1;\n`);
    const report = await root.index.update();
    expect(report.failed).toHaveLength(50);
    expect(root.index.summary()).toEqual({ state: 'ready', files: 1, chunks: 1, unreadable: 50 });
    expect(warnings.length).toBeLessThan(25);
  });

  it('is no longer listed after it was deleted', async () => {
    const refused = new Set(['b.ts']);
    const root = await testFolder({ source: refusing(refused) });
    await write(root, 'a.ts', 'export const alpha = 1;\n');
    await write(root, 'b.ts', 'export const beta = 1;\n');
    await root.index.update();
    await rm(path.join(root.folder, 'b.ts'));
    expect(await root.index.updatePaths(['b.ts'])).toMatchObject({ unreadable: 0 });
  });

  it('is listed by the tree from the results of the previous process', async () => {
    const root = await testFolder({ source: refusing(new Set(['b.ts'])) });
    await write(root, 'b.ts', 'export const beta = 1;\n');
    await root.index.update();
    const { store } = await root.reopen();
    const source = refusing(new Set())(root.index.root.source);
    const { entries, below } = await listDirectory({ source, corpus: {}, store, runs: new RunMemory() }, '');
    expect(entries).toMatchObject([{ name: 'b.ts', state: 'failed', reason: 'error' }]);
    expect(below.failed).toBe(1);
  });
});

describe('unread paths', () => {
  const at = (...paths: string[]) => paths.map((one) => ({ path: one, reason: 'no' }));

  it('are listed up to a thousand, and counted beyond', () => {
    const unread = unreadOf(at(...Array.from({ length: 5000 }, (_, i) => `${i}.ts`)));
    expect(unread.count).toBe(5000);
    expect(unread.paths).toHaveLength(1000);
  });

  it('change only in the part that a run covered', () => {
    const before = unreadOf(at('a/', 'a/x.ts', 'ab.ts', 'b/y.ts'));
    expect(updateUnread(before, new PathSet(['a']), at('a/z.ts'))).toEqual({
      count: 3,
      paths: at('a/z.ts', 'ab.ts', 'b/y.ts'),
    });
  });
});

describe('PathSet', () => {
  it('contains its members and the paths below them, and recognises the paths above them', () => {
    const set = new PathSet(['a/b', 'c/', 'a/b/d']);
    expect(['a/b', 'a/b/x/y', 'c', 'c/z'].map((one) => set.holds(one))).toEqual([true, true, true, true]);
    expect(['a', 'a/bc', 'ab', ''].map((one) => set.holds(one))).toEqual([false, false, false, false]);
    expect(['a', '', 'a/b', 'c'].map((one) => set.leadsTo(one))).toEqual([true, true, true, false]);
    expect(set.outermost).toEqual(['a/b', 'c']);
    const all = new PathSet(['', 'a']);
    expect([all.holds('x/y'), all.holds(''), all.outermost]).toEqual([true, true, ['']]);
  });
});
