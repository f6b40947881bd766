import {
  chmod,
  cp,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FileSource, FileStat } from '../../../src/engine/corpus/fileSource';
import { testFolder, type TestFolder } from '../../support/indexedFolder';

const before = 'export function walnutOne() {}\n';
const after = 'export function cherryTwo() {}\n';
/** Long ago: a file with this time does not count as just changed. */
const longAgo = new Date('2015-11-05T00:53:20Z');

/** A source with changed stamps. */
const withStamps =
  (change: (stat: FileStat, path: string) => Partial<FileStat>) =>
  (real: FileSource): FileSource => ({
    readDirectory: (at) => real.readDirectory(at),
    readFile: (at, maxBytes) => real.readFile(at, maxBytes),
    realPath: (at) => real.realPath(at),
    stat: async (at) => {
      const found = await real.stat(at);
      return { ...found, ...change(found, at) };
    },
  });

/** Sets the clock one hour ahead of the file times. */
function anHourLater(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
}

afterEach(() => {
  vi.useRealTimers();
});

async function write(root: TestFolder, file: string, text: string): Promise<string> {
  const target = path.join(root.folder, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
  return target;
}

async function find(root: TestFolder, query: string): Promise<string[]> {
  const { results } = await root.workspace.search(query);
  return results.filter(({ preview }) => preview.includes(query)).map(({ path: found }) => found);
}

describe('a file that changes with the same size and time stamp', () => {
  const ways: Readonly<Record<string, (file: string) => Promise<void>>> = {
    'written in place': (file) => writeFile(file, after),
    'deleted and made again': async (file) => {
      await unlink(file);
      await writeFile(file, after);
    },
    'replaced by another file': async (file) => {
      await writeFile(`${file}.new`, after);
      await utimes(`${file}.new`, longAgo, longAgo);
      await rename(`${file}.new`, file);
    },
  };
  it.each(Object.entries(ways))('is indexed again: %s', async (_, change) => {
    const root = await testFolder();
    const file = await write(root, 'a.ts', before);
    await utimes(file, longAgo, longAgo);
    anHourLater();
    await root.index.update();
    root.takeRead();
    await root.index.update();
    expect(root.takeRead()).toEqual(['/']);

    await change(file);
    await utimes(file, longAgo, longAgo);
    expect(await stat(file)).toMatchObject({ size: before.length, mtime: longAgo });
    expect(await root.index.update()).toMatchObject({ embedded: 1 });
    expect(await find(root, 'cherryTwo')).toEqual(['a.ts']);
  });

  it('is indexed again after a search has found it changed, if the file system reveals nothing else', async () => {
    const root = await testFolder({ source: withStamps(() => ({ ctimeMs: undefined, inode: undefined })) });
    const file = await write(root, 'a.ts', before);
    await utimes(file, longAgo, longAgo);
    await root.index.update();
    await writeFile(file, after);
    await utimes(file, longAgo, longAgo);
    expect(await root.index.update()).toMatchObject({ embedded: 0 });
    await root.workspace.search('walnutOne');
    expect(await root.index.update()).toMatchObject({ embedded: 1 });
    expect(await find(root, 'cherryTwo')).toEqual(['a.ts']);
  });

  it('is read by the next run if the run that had to read it fails', async () => {
    let isBroken = false;
    const root = await testFolder({
      source: (real) => ({
        ...withStamps(() => ({ ctimeMs: undefined, inode: undefined }))(real),
        readFile: (at, maxBytes) =>
          isBroken ? Promise.reject(systemError('EIO')) : real.readFile(at, maxBytes),
      }),
    });
    const file = await write(root, 'a.ts', before);
    await utimes(file, longAgo, longAgo);
    await root.index.update();
    await writeFile(file, after);
    await utimes(file, longAgo, longAgo);
    await root.workspace.search('walnutOne');
    isBroken = true;
    expect(await root.index.update()).toMatchObject({ failed: [{ path: 'a.ts' }] });
    isBroken = false;
    expect(await root.index.update()).toMatchObject({ embedded: 1, failed: [] });
  });

  it('is read again if it was read within the tick of the clock in which it changed', async () => {
    const stamp = { mtimeMs: 1_700_000_000_000, ctimeMs: 1_700_000_000_000 };
    vi.useFakeTimers({ toFake: ['Date'], now: stamp.ctimeMs + 1 });
    // Work between reading and storing may take long: only the time of reading counts.
    const giveWay = (): Promise<void> => {
      vi.setSystemTime(Date.now() + 60_000);
      return Promise.resolve();
    };
    const root = await testFolder({ source: withStamps(() => ({ ...stamp, inode: 1 })), giveWay });
    await write(root, 'a.ts', 'export const first = 1;\n');
    await write(root, 'b.ts', before);
    vi.setSystemTime(stamp.ctimeMs + 1 - 60_000);
    await root.index.update();
    await write(root, 'b.ts', after);
    expect(await root.index.update()).toMatchObject({ embedded: 1 });
    root.takeRead();
    await root.index.update();
    expect(root.takeRead()).toEqual(['/']);
  });
});

describe('a stamp that changes while the content stays the same', () => {
  it('costs only one read: permissions, a link, a rename and back', async () => {
    const root = await testFolder();
    const file = await write(root, 'a.ts', before);
    anHourLater();
    await root.index.update();
    for (const change of [
      () => chmod(file, 0o600),
      async () => {
        await rename(file, `${file}.moved`);
        await rename(`${file}.moved`, file);
      },
      () => utimes(file, longAgo, longAgo),
    ]) {
      await change();
      root.takeRead();
      expect(await root.index.update()).toMatchObject({ embedded: 0, chunks: 1 });
      expect(root.takeRead()).toEqual(['/', 'a.ts']);
      await root.index.update();
      expect(root.takeRead()).toEqual(['/']);
    }
  });

  it('costs one read of each file if a whole folder is restored from a copy', async () => {
    const root = await testFolder();
    for (let i = 0; i < 100; i++) await write(root, `d${i % 7}/${i}.ts`, `export const number${i} = 1;\n`);
    const copy = `${root.folder}.copy`;
    await cp(root.folder, copy, { recursive: true, preserveTimestamps: true });
    anHourLater();
    await root.index.update();
    await rm(root.folder, { recursive: true });
    await rename(copy, root.folder);
    root.takeRead();
    expect(await root.index.update()).toMatchObject({ embedded: 0, files: 100 });
    expect(root.takeRead().filter((at) => !at.endsWith('/'))).toHaveLength(100);
    await root.index.update();
    expect(root.takeRead().filter((at) => !at.endsWith('/'))).toEqual([]);
  });

  it('costs nothing if the file system assigns new inode numbers each time', async () => {
    let mount = 0;
    const root = await testFolder({ source: withStamps(({ inode = 0 }) => ({ inode: inode + mount })) });
    for (let i = 0; i < 100; i++) await write(root, `${i}.ts`, `export const number${i} = 1;\n`);
    anHourLater();
    await root.index.update();
    root.takeRead();
    mount = 1_000_000;
    await root.index.update();
    expect(root.takeRead()).toEqual(['/']);
  });

  it('is detected by the inode number alone if times are too coarse', async () => {
    const root = await testFolder({
      source: withStamps(() => ({ mtimeMs: longAgo.getTime(), ctimeMs: longAgo.getTime() })),
    });
    const file = await write(root, 'a.ts', before);
    await write(root, 'b.ts', after);
    await root.index.update();
    await rename(path.join(root.folder, 'b.ts'), file);
    expect(await root.index.update()).toMatchObject({ removed: 1, embedded: 1 });
    expect(await find(root, 'cherryTwo')).toEqual(['a.ts']);
  });
});

describe('the replacement of a file', () => {
  it('removes its content from the index: a dangling link, a directory, a file instead of a directory', async () => {
    const root = await testFolder();
    const file = await write(root, 'a.ts', before);
    await write(root, 'd/x.ts', 'export const inside = 1;\n');
    await root.index.update();
    await rm(file);
    await symlink('nowhere', file);
    await rm(path.join(root.folder, 'd'), { recursive: true });
    await write(root, 'd', 'now a text\n');
    const report = await root.index.update();
    expect(report).toMatchObject({ removed: 2, unreadable: 0 });
    expect(report.skipped).toEqual([expect.objectContaining({ path: 'a.ts', reason: 'not-a-file' })]);
    await rm(path.join(root.folder, 'd'));
    await write(root, 'd/y.ts', 'export const again = 1;\n');
    // The watcher reports only a file in it.
    await root.index.updatePaths(['d/y.ts']);
    await root.index.updatePaths(['d']);
    expect(root.store.find('d')).toBeUndefined();
    expect(root.store.find('d/y.ts')).toBeDefined();
  });

  it('is detected by a change of the file, if a directory became a file', async () => {
    const root = await testFolder();
    await write(root, 'd/x.ts', 'export const inside = 1;\n');
    await write(root, 'd/y.ts', 'export const other = 1;\n');
    await root.index.update();
    await rm(path.join(root.folder, 'd'), { recursive: true });
    await write(root, 'd', 'now a text\n');
    await root.index.updatePaths(['d/x.ts']);
    expect(root.store.find('d/y.ts')).toBeUndefined();
    expect(root.store.find('d')).toBeDefined();
  });
});

describe('a file that affects others', () => {
  it('causes its directory to be updated: a cache tag is created and deleted', async () => {
    const root = await testFolder();
    await write(root, 'cache/a.ts', before);
    await write(root, 'cache/deep/b.ts', after);
    await root.index.update();
    const marker = await write(root, 'cache/CACHEDIR.TAG', 'Signature\n');
    expect(await root.index.updatePaths(['cache/CACHEDIR.TAG'])).toMatchObject({ files: 0, removed: 2 });
    await rm(marker);
    expect(await root.index.updatePaths(['cache/CACHEDIR.TAG'])).toMatchObject({ files: 2 });
  });

  it('causes that also as an ignore file, and as a nested repository', async () => {
    const root = await testFolder();
    await write(root, '.gitignore', 'b.ts\n');
    await write(root, 'sub/a.ts', before);
    await write(root, 'sub/b.ts', after);
    await root.index.update();
    await write(root, 'sub/.gitignore', 'a.ts\n');
    await root.index.updatePaths(['sub/.gitignore']);
    expect(root.store.find('sub/a.ts')).toBeUndefined();
    await mkdir(path.join(root.folder, 'sub', '.git'));
    await root.index.updatePaths(['sub/.git']);
    expect(root.store.find('sub/b.ts')).toBeDefined();
    expect(await readFile(path.join(root.folder, 'sub', 'b.ts'), 'utf8')).toBe(after);
  });
});

describe('many changed paths', () => {
  it('cost one listing of each directory above them', async () => {
    const root = await testFolder();
    const paths = Array.from({ length: 199 }, (_, i) => `a/b/c/${i}.ts`);
    for (const file of paths) await write(root, file, `export const text = '${file}';\n`);
    await write(root, '.gitignore', '*.log\n');
    await write(root, 'a/other.ts', before);
    await root.index.update();
    root.takeRead();
    expect(await root.index.updatePaths(paths)).toMatchObject({ files: 201, removed: 0 });
    const read = root.takeRead();
    expect(read.filter((at) => at.endsWith('/'))).toEqual(['/', 'a/', 'a/b/', 'a/b/c/']);
    expect(read.filter((at) => at === '.gitignore')).toHaveLength(1);
    expect(read).not.toContain('a/other.ts');
  });
});

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made by the test`), { code });
}
