import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FolderIndexReport } from '../../src/common/contracts/engineContract';
import type { SearchAnswer } from '../../src/common/contracts/searchResult';
import { runCommand } from '../support/commandInProcess';
import { runProcess, startCommand } from '../support/commandLine';
import { readIndex } from '../support/indexContents';
import { copyRealSources, temporaryDirectory } from '../support/realSources';

let root: { directory: string; remove: () => Promise<void> };
let sources: string;
beforeAll(async () => {
  root = await temporaryDirectory('bad');
  sources = path.join(root.directory, 'sources');
  await mkdir(sources);
  await copyRealSources(sources, ['undici']);
});
afterAll(() => root.remove());

const at = (...segments: string[]): string => path.join(root.directory, ...segments);

async function index(workspace: string, indexDirectory: string): Promise<FolderIndexReport> {
  const { code, stdout, stderr } = await runCommand([
    'index',
    workspace,
    '--index-dir',
    indexDirectory,
    '--json',
  ]);
  expect({ code, stderr: /^[A-Z_]+:.*/m.exec(stderr)?.[0] }).toEqual({ code: 0, stderr: undefined });
  return JSON.parse(stdout) as FolderIndexReport;
}

/** The shard files of the only index below a directory. */
async function shardFiles(indexDirectory: string): Promise<string[]> {
  const names = await readdir(indexDirectory, { recursive: true });
  return names.filter((name) => name.endsWith('.shard')).map((name) => path.join(indexDirectory, name));
}

describe('an index inside its own workspace folder', () => {
  const write = async (folder: string): Promise<void> => {
    await mkdir(folder);
    await writeFile(path.join(folder, 'a.ts'), 'export const answer = 42;\n');
  };

  it.each(['.index', '.'])('is not indexed: --index-dir %s', async (place) => {
    const folder = at(`inside-${place.length}`);
    await write(folder);
    for (let run = 0; run < 3; run++) {
      const { files, skipped } = await index(folder, path.join(folder, place));
      expect(files, `run ${run}`).toBe(1);
      expect(skipped).toEqual([
        {
          path: expect.stringMatching(/^(?:\.index\/)?inside-\d-[0-9a-f]{12}\/$/) as string,
          reason: 'excluded',
          detail: 'holds CACHEDIR.TAG',
        },
      ]);
    }
  });

  it.skipIf(process.platform === 'darwin')(
    'and the indexes of other folders and shared caches are not indexed',
    async () => {
      const outer = at('outer');
      await write(outer);
      await write(path.join(outer, 'inner'));
      const env = { XDG_CACHE_HOME: path.join(outer, '.cache'), LOCALAPPDATA: path.join(outer, '.cache') };
      for (const folder of [path.join(outer, 'inner'), outer, outer]) {
        const { code } = await runCommand(['index', folder], { env });
        expect(code).toBe(0);
      }
      const { stdout } = await runCommand(['status', outer, '--json'], { env });
      expect(JSON.parse(stdout)).toMatchObject({ files: 2 });
    },
  );

  it('is not written into the current folder if there is no home directory', async () => {
    const folder = at('current');
    await write(folder);
    const home = at('home');
    await mkdir(home);
    for (const env of [{ XDG_CACHE_HOME: '' }, { XDG_CACHE_HOME: 'cache' }, { LOCALAPPDATA: '' }]) {
      const { code } = await runProcess(['index', '.'], { cwd: folder, env: { HOME: home, ...env } });
      expect(code).toBe(0);
      expect(await readdir(folder)).toEqual(['a.ts']);
    }
    for (const args of [
      ['index', ''],
      ['index', '.', '--index-dir', ''],
    ]) {
      expect((await runProcess(args, { cwd: folder })).code).toBe(2);
    }
    const file = await runCommand(['index', path.join(folder, 'a.ts'), '--index-dir', at('never')]);
    expect(file.stderr).toContain('FOLDER_UNREADABLE: ');
    expect(file.stderr).toContain('a.ts is not a folder.');
    expect(await readdir(root.directory)).not.toContain('never');
    expect(await readdir(folder)).toEqual(['a.ts']);
  });
});

describe('folders', () => {
  it('without files are reported as empty', async () => {
    await mkdir(at('empty'));
    expect(await index(at('empty'), at('index-empty'))).toMatchObject({
      files: 0,
      chunks: 0,
      skipped: [],
      failed: [],
    });
    const { code, stdout } = await runCommand([
      'search',
      'anything',
      at('empty'),
      '--index-dir',
      at('index-empty'),
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Nothing is indexed here.\n' });
  });

  it('without read permission cause a clear error; inside another folder they are skipped, and their stored entries are kept', async () => {
    await cp(sources, at('partly'), { recursive: true });
    await mkdir(at('partly', 'locked'));
    await writeFile(at('partly', 'locked', 'a.js'), 'wallaby();\n');
    await chmod(root.directory, 0o755);
    await mkdir(at('index-partly'));
    await chmod(at('index-partly'), 0o777);
    // Root can read everything, so the command line runs as the user nobody.
    const identity = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const run = async (): Promise<FolderIndexReport> => {
      const args = ['index', at('partly'), '--index-dir', at('index-partly'), '--json'];
      const { code, stdout } = await runProcess(args, identity);
      expect(code).toBe(0);
      return JSON.parse(stdout) as FolderIndexReport;
    };
    const readable = await run();
    await chmod(at('partly', 'locked'), 0o000);
    const locked = await run();
    expect(locked.skipped).toContainEqual(expect.objectContaining({ path: 'locked/', reason: 'unreadable' }));
    expect(locked).toMatchObject({ files: readable.files, removed: 0, embedded: 0 });

    const itself = await runProcess(
      ['index', at('partly', 'locked'), '--index-dir', at('index-partly')],
      identity,
    );
    expect(itself).toMatchObject({ code: 1, stdout: '' });
    expect(itself.stderr).toMatch(/^FOLDER_UNREADABLE: .+\n$/);
    await chmod(at('partly', 'locked'), 0o755);
  });
});

describe('files', () => {
  it('of 200 MB, or with a line of a million columns, are skipped with the reason', async () => {
    await mkdir(at('large'));
    const file = await open(at('large', 'huge.txt'), 'w');
    await file.truncate(200 * 1024 * 1024);
    await file.close();
    await writeFile(at('large', 'wide.js'), `var x = "${'ab cd '.repeat(170_000)}";\n`);
    await writeFile(at('large', 'fine.js'), 'export function marmotCounter() {}\n');
    const report = await index(at('large'), at('index-large'));
    expect(report.files).toBe(1);
    expect(report.skipped).toEqual([
      expect.objectContaining({ path: 'huge.txt', reason: 'too-large' }),
      expect.objectContaining({ path: 'wide.js', reason: 'minified' }),
    ]);
    // Decisions based on content are known at the next start without reading the file again.
    expect((await index(at('large'), at('index-large'))).skipped).toEqual(report.skipped);
  });

  it('with syntax errors for every parser are indexed', async () => {
    await mkdir(at('odd'));
    const deep = 3000;
    const files: Record<string, string | Buffer> = {
      'broken.ts': 'class {{{ function ((( \n'.repeat(200),
      'deep.js': `${'['.repeat(deep)}1${']'.repeat(deep)};\n`,
      'deep.json': `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}\n`,
      'crlf.py': 'def wombat():\r\n    return 1\r\n',
      'mac.py': 'def old():\r    return 1\r',
      'bom.cs': '\ufeffclass Bom { void Method() { } }\n',
      'utf16.txt': Buffer.from('\ufeffsixteen bit wide words', 'utf16le'),
      'latin.txt': Buffer.from('caf\xe9 cr\xe8me br\xfbl\xe9e', 'latin1'),
      'lonely.md': '# \ud83d alone\n\ntext\n',
      'notebook.ipynb': '{"cells": [ {"cell_type": "code", "source": ["print(1)"',
      'blank.txt': '\n\n\n',
      'none.txt': '',
    };
    for (const [name, content] of Object.entries(files)) await writeFile(at('odd', name), content);
    const report = await index(at('odd'), at('index-odd'));
    expect(report.failed).toEqual([]);
    const skipped = report.skipped.map(({ path: file }) => file);
    expect(report.files + skipped.length).toBe(Object.keys(files).length);
    expect(
      skipped.filter((name) => !['none.txt', 'blank.txt', 'deep.json', 'deep.js'].includes(name)),
    ).toEqual([]);
    const { stdout } = await runCommand([
      'search',
      'sixteen bit',
      at('odd'),
      '--index-dir',
      at('index-odd'),
      '--json',
      '--limit',
      '1',
    ]);
    expect((JSON.parse(stdout) as SearchAnswer).results[0]!.path).toBe('utf16.txt');
  });
});

describe('a damaged index', () => {
  let whole: FolderIndexReport;
  let intact: Awaited<ReturnType<typeof readIndex>>;
  beforeAll(async () => {
    whole = await index(sources, at('index-intact'));
    intact = await readIndex(at('index-intact'));
  });
  const copyIndex = async (directory: string): Promise<void> =>
    cp(at('index-intact'), directory, { recursive: true, preserveTimestamps: true });

  it.each(['truncated', 'overwritten', 'empty', 'exchanged'])(
    '%s: is rebuilt from the sources without a message',
    async (damage) => {
      const directory = at(`index-damaged-${damage}`);
      await copyIndex(directory);
      const shards = await shardFiles(directory);
      // As a tool may do that restores files under wrong names.
      const [one, other] = shards as [string, string];
      const contents = [await readFile(one), await readFile(other)] as const;
      if (damage === 'exchanged') {
        await writeFile(one, contents[1]);
        await writeFile(other, contents[0]);
      }
      for (const shard of damage === 'exchanged' ? [] : shards.slice(0, 5)) {
        const bytes = await readFile(shard);
        if (damage === 'truncated') await truncate(shard, Math.floor(bytes.length / 2));
        else if (damage === 'empty') await truncate(shard, 0);
        else await writeFile(shard, bytes.fill(0x5a, 100, bytes.length - 10));
      }
      const answer = await runCommand([
        'search',
        'cookies',
        sources,
        '--index-dir',
        directory,
        '--json',
        '--no-update',
      ]);
      expect((JSON.parse(answer.stdout) as SearchAnswer).results.length).toBeGreaterThan(0);
      expect(await index(sources, directory)).toMatchObject({
        chunks: whole.chunks,
        files: whole.files,
        failed: [],
      });
      expect(await readIndex(directory)).toEqual(intact);
    },
  );

  it('with an unreadable manifest keeps its shards; an index of another version is not changed', async () => {
    const directory = at('index-version');
    await copyIndex(directory);
    const names = await readdir(directory, { recursive: true });
    const manifest = path.join(
      directory,
      names.find((name) => name.endsWith('manifest.json'))!,
    );
    const known = JSON.parse(await readFile(manifest, 'utf8')) as Record<string, unknown>;
    const damaged = [
      { ...known, fingerprint: null },
      { ...known, shardCount: null },
    ].map((content) => JSON.stringify(content));
    for (const content of ['{"half":', '[]', '', ...damaged]) {
      await writeFile(manifest, content);
      expect(await index(sources, directory)).toMatchObject({
        chunks: whole.chunks,
        embedded: 0,
        failed: [],
      });
    }
    const foreign = JSON.stringify({ ...known, formatVersion: 9999 });
    await writeFile(manifest, foreign);
    const { code, stderr } = await runCommand(['index', sources, '--index-dir', directory]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^INDEX_UNREADABLE: .*9999/m);
    expect(await readFile(manifest, 'utf8')).toBe(foreign);
  });
});

describe('an index with an unreadable part', () => {
  it.each(['manifest.json', '.shard'])(
    'answers from the rest, and each command that needs the part names it: a directory in place of %s',
    async (part) => {
      const directory = at(`index-part-${part}`);
      await index(sources, directory);
      const names = await readdir(directory, { recursive: true });
      const file = path.join(
        directory,
        names.find((name) => name.endsWith(part))!,
      );
      await rm(file);
      await mkdir(file);
      const run = (...args: string[]) => runCommand([...args, sources, '--index-dir', directory]);
      for (const args of [
        ['search', 'cookies'],
        ['search', 'cookies', '--no-update'],
      ]) {
        const { code, stdout, stderr } = await run(...args);
        expect(stderr).toMatch(/^INDEX_UNREADABLE: .+ Results come from the files indexed so far\.\n$/);
        expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('cookies') as string });
      }
      const status = await run('status');
      expect(status.stdout).toMatch(/^State +stale$/m);
      expect(status.stdout).toMatch(/^Problem +INDEX_UNREADABLE: /m);
      expect(await run('index')).toMatchObject({ code: 1, stdout: '' });
    },
  );
});

describe('an index that cannot be written', () => {
  it.skipIf(process.platform === 'win32')(
    'answers nevertheless, and says that it was not updated',
    async () => {
      const folder = at('read-only');
      await mkdir(folder);
      await writeFile(path.join(folder, 'a.ts'), 'export function echidnaCounter() {}\n');
      await index(folder, at('index-read-only'));
      // Root can write everything, so the command line runs as the user nobody.
      const identity = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
      await chmod(root.directory, 0o755);
      const [directory] = await shardFiles(at('index-read-only'));
      await chmod(path.dirname(directory!), 0o555);
      try {
        for (const args of [
          ['search', 'echidna counter'],
          ['similar', 'a.ts:1-1'],
        ]) {
          const all = [...args, folder, '--index-dir', at('index-read-only'), '--json'];
          const { code, stdout, stderr } = await runProcess(all, identity);
          expect(stderr).toMatch(/^INDEX_UNWRITABLE: .+ Results come from the files indexed so far\.\n$/);
          expect(code).toBe(0);
          expect(JSON.parse(stdout)).toMatchObject({ index: { state: 'ready' } });
        }
      } finally {
        await chmod(path.dirname(directory!), 0o755);
      }
    },
  );
});

describe('a full disk', () => {
  const full = at.bind(undefined, 'full');
  const mounted = () => spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=450k', 'tmpfs', full()]).status === 0;

  it('causes a clear error, and stored data is kept', async ({ skip }) => {
    await mkdir(full());
    if (!mounted())
      skip(
        'Mounting a small file system needs the right to; the store has the same test with a failing file system.',
      );
    try {
      await mkdir(at('few'));
      await cp(path.join(sources, 'undici', 'web', 'cookies'), at('few'), { recursive: true });
      const few = await index(at('few'), full());
      const before = await readIndex(full());
      await cp(sources, at('few', 'more'), { recursive: true });
      const { code, stderr, stdout } = await runCommand(['index', at('few'), '--index-dir', full()]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^DISK_FULL: .+\n$/);
      const after = new Map((await readIndex(full())).map((file) => [file.path, file]));
      for (const file of before) expect(after.get(file.path)).toEqual(file);
      expect(few.files).toBe(before.length);
    } finally {
      spawnSync('umount', [full()]);
    }
  });
});

describe('two indexers on one folder', () => {
  it(
    'do not disturb each other: one indexes, the other reports it, and the index is complete',
    { timeout: 180_000 },
    async () => {
      const workspace = at('contested');
      await copyRealSources(workspace, ['undici']);
      const args = ['index', workspace, '--index-dir', at('index-contested'), '--json'];
      const results = await Promise.all([startCommand(args).done, startCommand(args).done]);
      for (const { code, stderr } of results) {
        if (code !== 0) expect(stderr).toMatch(/^INDEX_LOCKED: .*\d+.*\n$/m);
      }
      const winners = results.filter(({ code }) => code === 0);
      expect(winners.length).toBeGreaterThan(0);
      const alone = at('index-alone');
      await index(workspace, alone);
      expect(await readIndex(at('index-contested'))).toEqual(await readIndex(alone));
    },
  );
});
