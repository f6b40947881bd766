import { existsSync, mkdirSync } from 'node:fs';
import * as nodeFileSystem from 'node:fs/promises';
import path from 'node:path';
import { systemCodeOf } from '../common/errors/errors';
import type { FileSystem } from './store/fileSystem';

/**
 * Creates a directory and those above it. Node's recursive `mkdir` never ends where a file system answers that an existing
 * parent does not exist, and keeps a processor busy: `/proc`, or a home directory that the automounter does not know.
 *
 * @returns the highest directory that was created; undefined if all were there
 * @throws the system's error
 */
export async function makeDirectory(
  directory: string,
  fileSystem: Pick<FileSystem, 'mkdir' | 'stat'> = nodeFileSystem,
): Promise<string | undefined> {
  const parent = path.dirname(directory);
  try {
    await fileSystem.mkdir(directory);
    return directory;
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT' || parent === directory) {
      if (await isDirectory(directory, fileSystem)) return undefined;
      throw error;
    }
  }
  const highest = await makeDirectory(parent, fileSystem);
  try {
    await fileSystem.mkdir(directory);
  } catch (error) {
    // Another process may have created it meanwhile.
    if (!(await isDirectory(directory, fileSystem))) throw error;
  }
  return highest ?? directory;
}

/** As {@link makeDirectory}, for a caller that cannot wait. */
export function makeDirectorySync(directory: string): void {
  if (existsSync(directory)) return;
  const parent = path.dirname(directory);
  if (parent !== directory) makeDirectorySync(parent);
  try {
    mkdirSync(directory);
  } catch (error) {
    // Another process may have created it meanwhile.
    if (!existsSync(directory)) throw error;
  }
}

async function isDirectory(directory: string, fileSystem: Pick<FileSystem, 'stat'>): Promise<boolean> {
  try {
    return (await fileSystem.stat(directory)).isDirectory();
  } catch (error) {
    // One that exists and cannot be read is reported by its next use.
    return !['ENOENT', 'ENOTDIR', 'ELOOP'].includes(systemCodeOf(error) ?? '');
  }
}
