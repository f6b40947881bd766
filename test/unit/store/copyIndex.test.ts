import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileRecord } from '../../../src/engine/indexing/indexedFile';
import { copyIndex, indexDirectoryName } from '../../../src/node/store/copyIndex';
import { openIndexStore } from '../../../src/node/store/diskIndexStore';
import { FailingFileSystem } from './failingFileSystem';
import { random } from './random';
import { syntheticFiles, testFingerprint } from './syntheticFiles';
import { temporaryDirectory } from './temporaryDirectory';
import { commit, markComplete, write } from './writing';

const fingerprint = testFingerprint();
const pathsOf = (files: readonly Pick<FileRecord, 'path'>[]): string[] =>
  files.map((file) => file.path).sort();

/** A complete index, and the place of a copy. */
async function indexed() {
  const directory = await temporaryDirectory();
  const store = await openIndexStore({ directory, fingerprint });
  const files = syntheticFiles(200, fingerprint.dimensions, random(3));
  await commit(store, { put: files, remove: [] });
  await markComplete(store);
  const parent = path.join(await temporaryDirectory(), 'copy');
  const target = path.join(parent, path.basename(store.directory));
  const copy = { source: store.directory, target, fingerprint, hasForeignStamps: true };
  const open = () => openIndexStore({ directory: parent, fingerprint });
  return { store, files, copy, target, parent, open };
}

const storedPaths = (store: Awaited<ReturnType<typeof openIndexStore>>): string[] =>
  pathsOf(store.shards.flatMap((shard) => shard?.files ?? []));

describe('a copy of an index', () => {
  it('has the same files, is incomplete, and trusts no stamp until a whole run has finished', async () => {
    const { files, copy, parent, open } = await indexed();
    await copyIndex(copy);
    const store = await open();
    expect(storedPaths(store)).toEqual(pathsOf(files));
    expect([store.complete, store.hasForeignStamps]).toEqual([false, true]);
    expect(await readdir(parent)).toEqual(expect.arrayContaining(['CACHEDIR.TAG']));
    await commit(store, { put: [], remove: [files[0]!.path] });
    expect((await open()).hasForeignStamps).toBe(true);
    await markComplete(store);
    expect([store.complete, store.hasForeignStamps]).toEqual([true, false]);
    expect((await open()).hasForeignStamps).toBe(false);
  });

  it.each(['with its manifest', 'without'])('has as many shards, %s', async (how) => {
    const directory = await temporaryDirectory();
    const store = await openIndexStore({ directory, fingerprint });
    const files = syntheticFiles(150, fingerprint.dimensions, random(6));
    await write(store, async (writer) => {
      await writer.divide(128);
      await writer.commit({ put: files, remove: [] });
    });
    if (how === 'without') await rm(path.join(store.directory, 'manifest.json'));
    const parent = path.join(await temporaryDirectory(), 'copy');
    const target = path.join(parent, path.basename(store.directory));
    await copyIndex({ source: store.directory, target, fingerprint, hasForeignStamps: true });
    const copied = await openIndexStore({ directory: parent, fingerprint });
    expect(copied.shardCount).toBe(128);
    expect(storedPaths(copied)).toEqual(pathsOf(files));
    expect(copied.find(files[9]!.path)?.path).toBe(files[9]!.path);
  });

  it('of the same folder keeps the stamps', async () => {
    const { copy, open } = await indexed();
    await copyIndex({ ...copy, hasForeignStamps: false });
    expect((await open()).hasForeignStamps).toBe(false);
  });

  it('is made while the index is written: each shard is an old or a new one', async () => {
    const { store, files, copy, open } = await indexed();
    const late = syntheticFiles(64, fingerprint.dimensions, random(4)).map((file, i) => ({
      ...file,
      path: `late/${i}`,
    }));
    const writing = (async () => {
      for (const file of late) await commit(store, { put: [file], remove: [] });
    })();
    await copyIndex(copy);
    await writing;
    const copied = await open();
    expect(copied.shards.filter((shard) => shard === undefined).length).toBeLessThan(64);
    const paths = storedPaths(copied);
    expect(paths).toEqual(expect.arrayContaining(pathsOf(files)));
    expect(pathsOf([...files, ...late])).toEqual(expect.arrayContaining(paths));
  });

  it('does not replace an index that another process has started, and leaves no files', async () => {
    const { copy, target, parent } = await indexed();
    await mkdir(target, { recursive: true });
    await writeFile(path.join(target, 'writer.lock'), 'x');
    await expect(copyIndex(copy)).rejects.toThrow();
    expect(await readdir(target)).toEqual(['writer.lock']);
    expect((await readdir(parent)).filter((name) => name.includes('.new-'))).toEqual([]);
  });

  it('is not made from another format, or if the disk is full', async () => {
    const { copy, parent } = await indexed();
    const fileSystem = new FailingFileSystem();
    fileSystem.freeBytes = 10_000;
    await expect(copyIndex({ ...copy, fileSystem })).rejects.toThrow('ENOSPC');
    const file = path.join(copy.source, 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...manifest, formatVersion: 999 }));
    await expect(copyIndex(copy)).rejects.toThrow(/999/);
    expect(await readdir(parent)).toEqual(['CACHEDIR.TAG']);
  });

  it('that a killed process left is recognised by its name', () => {
    expect('0123456789abcdef.new-01234567').toMatch(indexDirectoryName);
    expect('0123456789abcdef').toMatch(indexDirectoryName);
    expect('0123456789abcdef.old').not.toMatch(indexDirectoryName);
  });
});
