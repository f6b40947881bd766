import * as nodeFileSystem from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { makeDirectory, makeDirectorySync } from '../../../src/node/makeDirectory';
import { systemError } from './failingFileSystem';
import { temporaryDirectory } from './temporaryDirectory';

it('creates a directory and those above it, and names the highest that it created', async () => {
  const root = await temporaryDirectory();
  const deep = path.join(root, 'a', 'b', 'c');
  expect(await makeDirectory(deep)).toBe(path.join(root, 'a'));
  expect(await makeDirectory(deep)).toBeUndefined();
  expect((await nodeFileSystem.stat(deep)).isDirectory()).toBe(true);
});

it('is fine when several processes create it at once', async () => {
  const root = await temporaryDirectory();
  await Promise.all(Array.from({ length: 8 }, () => makeDirectory(path.join(root, 'a', 'b', 'c'))));
  expect((await nodeFileSystem.stat(path.join(root, 'a', 'b', 'c'))).isDirectory()).toBe(true);
});

it('fails where a file is in its place, or in that of a directory above', async () => {
  const root = await temporaryDirectory();
  const file = path.join(root, 'file');
  await nodeFileSystem.writeFile(file, '');
  await expect(makeDirectory(file)).rejects.toThrow('EEXIST');
  await expect(makeDirectory(path.join(file, 'a', 'b'))).rejects.toThrow(/ENOTDIR|ENOENT|EEXIST/);
});

it('fails where nothing can be created in a directory that is there, instead of trying without end', async () => {
  const root = await temporaryDirectory();
  let calls = 0;
  const mkdir = ((directory: string) => {
    calls++;
    return Promise.reject(systemError(directory === root ? 'EEXIST' : 'ENOENT'));
  }) as typeof nodeFileSystem.mkdir;
  const made = makeDirectory(path.join(root, 'a', 'b'), { ...nodeFileSystem, mkdir });
  await expect(made).rejects.toThrow('ENOENT');
  expect(calls).toBeLessThan(10);
});

it('does the same for a caller that cannot wait', async () => {
  const root = await temporaryDirectory();
  const deep = path.join(root, 'a', 'b', 'c');
  makeDirectorySync(deep);
  makeDirectorySync(deep);
  expect((await nodeFileSystem.stat(deep)).isDirectory()).toBe(true);
  const file = path.join(root, 'file');
  await nodeFileSystem.writeFile(file, '');
  expect(() => {
    makeDirectorySync(path.join(file, 'a', 'b'));
  }).toThrow(/ENOTDIR|ENOENT/);
});

it.runIf(process.platform === 'linux')(
  'does not try without end in /proc, where nothing can be created',
  () => {
    expect(() => {
      makeDirectorySync('/proc/none/a/b');
    }).toThrow('ENOENT');
  },
);
