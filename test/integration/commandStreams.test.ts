import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { cp, mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProcess, startCommand } from '../support/commandLine';
import { dist, temporaryDirectory } from '../support/realSources';

const fullDevice = '/dev/full';

let root: { directory: string; remove: () => Promise<void> };
let folder: string;
let index: readonly string[];
beforeAll(async () => {
  root = await temporaryDirectory('streams');
  folder = path.join(root.directory, 'folder');
  index = ['--index-dir', path.join(root.directory, 'index')];
  await mkdir(folder);
  await writeFile(path.join(folder, 'session.ts'), 'export function refreshSession() {}\n');
  expect(await runProcess(['index', folder, ...index])).toMatchObject({ code: 0 });
});
afterAll(() => root.remove());

const search = (): string[] => ['search', 'refresh a session', folder, ...index, '--no-update'];
const searches = (): string[] => ['search', '--queries', '-', folder, ...index, '--no-update'];

describe('results that cannot be written', () => {
  it.skipIf(!existsSync(fullDevice))('are one line that says so, and exit code 1', async () => {
    const full = openSync(fullDevice, 'w');
    try {
      const child = spawn(process.execPath, [path.join(dist, 'cli.js'), ...search()], {
        stdio: ['ignore', full, 'pipe'],
      });
      let stderr = '';
      child.stderr!.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      const [code] = (await once(child, 'close')) as [number];
      expect(stderr).toMatch(/^OUTPUT_UNWRITABLE: .*standard output: ENOSPC.*\n$/);
      expect(code).toBe(1);
    } finally {
      closeSync(full);
    }
  });

  it('because nobody reads them any more end a run over many queries, without an error', async () => {
    const child = spawn(process.execPath, [path.join(dist, 'cli.js'), ...searches()]);
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    // Written as long as the command reads, as `yes` does.
    const write = (error?: Error | null): void => {
      if (!error) child.stdin.write('{"query":"session"}\n'.repeat(100), write);
    };
    child.stdin.on('error', () => undefined);
    write();
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [code] = (await once(child, 'close')) as [number];
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('messages that nobody reads', () => {
  it('do not stop the work', async () => {
    await writeFile(path.join(folder, 'token.ts'), 'export function rotateToken() {}\n');
    const child = spawn(process.execPath, [path.join(dist, 'cli.js'), 'index', folder, '--json', ...index]);
    child.stderr.destroy();
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ files: 2, failed: [] });
  });
});

describe('a command that waits for queries', () => {
  it.skipIf(process.platform === 'win32')('can be cancelled', async () => {
    const child = spawn(process.execPath, [path.join(dist, 'cli.js'), ...searches()]);
    child.stdin.write('{"query":"session"}\n');
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([130, null]);
  });
});

describe('a file system that does not answer', () => {
  it.skipIf(process.platform === 'win32')('does not keep a process alive that was asked to end', async () => {
    const stalled = path.join(root.directory, 'stalled');
    await cp(index[1]!, stalled, { recursive: true });
    const names = await readdir(stalled, { recursive: true });
    const manifest = path.join(
      stalled,
      names.find((name) => name.endsWith('manifest.json'))!,
    );
    await rm(manifest);
    expect(spawnSync('mkfifo', [manifest]).status).toBe(0);
    const { child, done } = startCommand(['search', 'session', folder, '--index-dir', stalled]);
    // Open once the command reads from it. It waits then, because nothing is written.
    const writer = await open(manifest, 'w');
    try {
      child.kill('SIGTERM');
      expect(await done).toMatchObject({ code: null, signal: 'SIGTERM', stdout: '', stderr: '' });
    } finally {
      await writer.close();
    }
  });
});

describe('a current folder that was deleted', () => {
  it.skipIf(process.platform === 'win32').each(['index', 'search session', 'mcp'])(
    'is named by %s',
    async (command) => {
      const gone = path.join(root.directory, 'gone');
      await mkdir(gone);
      const script = `rmdir "$PWD" && exec "$0" "$1" ${command}`;
      const child = spawn('/bin/sh', ['-c', script, process.execPath, path.join(dist, 'cli.js')], {
        cwd: gone,
      });
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      const [code] = (await once(child, 'close')) as [number];
      expect(stderr).toBe(
        'FOLDER_NOT_FOUND: The current folder no longer exists. Change to another folder, and run the command again.\n',
      );
      expect(code).toBe(1);
    },
  );
});
