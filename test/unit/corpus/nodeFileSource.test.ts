import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NodeFileSource } from '../../../src/node/nodeFileSource';
import { walkCorpus } from '../../../src/engine/corpus/walkCorpus';

let folder = '';
let workspace = '';
/** On Windows only administrators can create links to files; everyone can create junctions, which point to directories. */
const link = (target: string, at: string): void => {
  symlinkSync(target, path.join(workspace, at), 'junction');
};

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'node-source-'));
  workspace = path.join(folder, 'workspace');
  mkdirSync(path.join(workspace, 'src', 'deep'), { recursive: true });
  mkdirSync(path.join(folder, 'workspace-2'));
  writeFileSync(path.join(workspace, 'src', 'a.ts'), 'const a = 1;\n');
  writeFileSync(path.join(folder, 'outside.ts'), 'secret\n');
  link(path.join(workspace, 'src'), 'inside');
  link(path.join(folder, 'workspace-2'), 'outside');
  link(workspace, path.join('src', 'up'));
  link(path.join(folder, 'nowhere'), 'broken');
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('NodeFileSource', () => {
  it('lists directories without following links', async () => {
    const source = new NodeFileSource(workspace);
    const entries = (await source.readDirectory('')).map(({ name, type }) => `${name}: ${type}`).sort();
    expect(entries).toEqual(['broken: symlink', 'inside: symlink', 'outside: symlink', 'src: directory']);
    expect(await source.readDirectory('src/deep')).toEqual([]);
    await expect(source.readDirectory('missing')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('returns the type of a path, following links', async () => {
    const source = new NodeFileSource(workspace);
    const file = await source.stat('src/a.ts');
    expect(file).toMatchObject({ type: 'file', sizeBytes: 13 });
    expect(Math.abs(file.mtimeMs - Date.now())).toBeLessThan(3_600_000);
    expect(await source.stat('inside')).toMatchObject({ type: 'directory' });
    await expect(source.stat('broken')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('reads a file whole or its beginning', async () => {
    const source = new NodeFileSource(workspace);
    const read = async (maxBytes?: number): Promise<string> =>
      new TextDecoder().decode(await source.readFile('src/a.ts', maxBytes));
    expect(await read()).toBe('const a = 1;\n');
    expect(await read(5)).toBe('const');
    expect(await read(0)).toBe('');
    expect(await read(1000)).toBe('const a = 1;\n');
    await expect(source.readFile('src', 10)).rejects.toMatchObject({ code: 'EISDIR' });
  });

  it.skipIf(process.platform === 'win32')('does not wait for a writer of a named pipe', async () => {
    execFileSync('mkfifo', [path.join(workspace, 'pipe')]);
    expect(await new NodeFileSource(workspace).readFile('pipe', 100)).toEqual(new Uint8Array());
    rmSync(path.join(workspace, 'pipe'));
  });

  it('resolves links, and recognizes those that leave the folder', async () => {
    const source = new NodeFileSource(workspace);
    expect(await source.realPath('inside/a.ts')).toBe('src/a.ts');
    expect(await source.realPath('src/up')).toBe('');
    expect(await source.realPath('outside')).toBeUndefined();
    await expect(source.realPath('broken')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('resolves links again after the folder was away', async () => {
    const away = path.join(folder, 'away');
    const source = new NodeFileSource(away);
    await expect(source.realPath('a.ts')).rejects.toMatchObject({ code: 'ENOENT' });
    mkdirSync(away);
    writeFileSync(path.join(away, 'a.ts'), '');
    expect(await source.realPath('a.ts')).toBe('a.ts');
  });

  it('refuses paths that name something outside the folder', async () => {
    const source = new NodeFileSource(workspace);
    await expect(source.readFile('../outside.ts')).rejects.toThrow(RangeError);
    await expect(source.readFile('src/../../outside.ts')).rejects.toThrow(RangeError);
    await expect(source.readDirectory('../workspace-2')).rejects.toThrow(RangeError);
  });

  it('can be walked like any source', async () => {
    const paths: string[] = [];
    for await (const entry of walkCorpus(new NodeFileSource(workspace))) {
      paths.push(entry.type === 'file' ? entry.file.path : `${entry.skipped.path} ${entry.skipped.reason}`);
    }
    expect(paths).toEqual([
      'broken not-a-file',
      'inside excluded',
      'outside outside-workspace',
      'src/a.ts',
      'src/up link-loop',
    ]);
  });
});
