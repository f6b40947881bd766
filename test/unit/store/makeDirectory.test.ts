import * as nodeFileSystem from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { makeDirectory } from '../../../src/node/makeDirectory';
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
