import * as nodeFileSystem from 'node:fs/promises';
import path from 'node:path';
import { systemCodeOf } from '../common/errors/errors';
import { makeDirectory } from './makeDirectory';
import type { FileSystem } from './store/fileSystem';

/** See https://bford.info/cachedir/ */
const tag = `Signature: 8a477f597d28d172789f06886806bc55
# This directory is a cache of Semantic Search, which can create it again. Backups and searches may skip it.
`;

/**
 * Creates a directory and marks it as a cache if it is not marked yet. Indexing skips marked directories, so an index
 * inside any workspace folder is not indexed itself.
 *
 * @throws the system's error
 */
export async function createCacheDirectory(
  directory: string,
  fileSystem: Pick<FileSystem, 'mkdir' | 'stat' | 'open'> = nodeFileSystem,
): Promise<void> {
  await makeDirectory(directory, fileSystem);
  try {
    const handle = await fileSystem.open(path.join(directory, 'CACHEDIR.TAG'), 'wx');
    try {
      await handle.writeFile(tag);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (systemCodeOf(error) !== 'EEXIST') throw error;
  }
}
