import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { AtomicFileStorage, isTemporary } from '../../../src/node/store/atomicFileStorage';
import { patientFileSystem } from '../../../src/node/store/fileSystem';
import { FailingFileSystem } from './failingFileSystem';
import { temporaryDirectory } from './temporaryDirectory';
import { permit } from './writing';

async function setUp(platform: NodeJS.Platform = 'linux') {
  const directory = await temporaryDirectory();
  const file = path.join(directory, 'file');
  await writeFile(file, 'old');
  const fileSystem = new FailingFileSystem();
  const storage = new AtomicFileStorage(patientFileSystem(fileSystem, platform), platform);
  storage.permit = permit;
  return { directory, file, fileSystem, storage };
}

describe('AtomicFileStorage', () => {
  it('syncs the content before it replaces the file, and then the directory', async () => {
    const { directory, file, fileSystem, storage } = await setUp();
    await storage.upsertFile(file, Buffer.from('new'));
    expect(await readFile(file, 'utf8')).toBe('new');
    expect(fileSystem.log).toEqual(['write', 'sync', 'rename', 'sync directory']);
    expect(await readdir(directory)).toEqual(['file']);
  });

  it('does not open directories on Windows', async () => {
    const { file, fileSystem, storage } = await setUp('win32');
    await storage.upsertFile(file, 'new');
    expect(fileSystem.log).toEqual(['write', 'sync', 'rename']);
  });

  it('keeps the old content and leaves no temporary file if the disk is full', async () => {
    const { directory, file, fileSystem, storage } = await setUp();
    fileSystem.freeBytes = 2;
    const error = await storage.upsertFile(file, 'new').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SemanticSearchError);
    expect(error).toMatchObject({ code: 'DISK_FULL', cause: { code: 'ENOSPC' } });
    expect(storage.takeError()).toBe(error);
    expect(storage.takeError()).toBeUndefined();
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(directory)).toEqual(['file']);
  });

  it.each(['EACCES', 'EROFS', 'EPERM', 'EIO'])('reports that it cannot be written after %s', async (code) => {
    const { file, fileSystem, storage } = await setUp();
    fileSystem.createFailure = code;
    await expect(storage.upsertFile(file, 'new')).rejects.toMatchObject({ code: 'INDEX_UNWRITABLE' });
    expect(await readFile(file, 'utf8')).toBe('old');
  });

  it('retries a rename on Windows, where readers block it', async () => {
    const { file, fileSystem, storage } = await setUp('win32');
    fileSystem.renameFailures = ['EPERM', 'EBUSY', 'EACCES'];
    await storage.upsertFile(file, 'new');
    expect(await readFile(file, 'utf8')).toBe('new');
  });

  it('does not retry forever, and not on other systems', async () => {
    const windows = await setUp('win32');
    windows.fileSystem.renameFailures = new Array<string>(100).fill('EPERM');
    await expect(windows.storage.upsertFile(windows.file, 'new')).rejects.toMatchObject({
      code: 'INDEX_UNWRITABLE',
    });
    expect(await readdir(windows.directory)).toEqual(['file']);

    const linux = await setUp('linux');
    linux.fileSystem.renameFailures = ['EPERM'];
    await expect(linux.storage.upsertFile(linux.file, 'new')).rejects.toMatchObject({
      code: 'INDEX_UNWRITABLE',
    });
  });

  it('distinguishes temporary names from others', () => {
    expect(isTemporary('07.shard.tmp-1234-0a1b2c3d')).toBe(true);
    expect(isTemporary('07.shard')).toBe(false);
    expect(isTemporary('notes.tmp-draft')).toBe(false);
  });
});
