import * as nodeFileSystem from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemCodeOf } from '../../common/errors/errors';
import { unreadableError } from './storeError';

const operations = ['open', 'readFile', 'stat', 'readdir', 'mkdir', 'rename', 'rm', 'utimes'] as const;

/** The file system calls of the store and its lock. Tests replace them to inject faults. */
export type FileSystem = Pick<typeof nodeFileSystem, (typeof operations)[number]>;

/** Temporary errors: too many open files, or a file that another program (a virus scanner) has open. */
const passingCodes = ['EMFILE', 'ENFILE', 'EBUSY', 'EAGAIN'];
/** Codes on Windows while another program has the file open. */
const passingCodesOnWindows = ['EPERM', 'EACCES'];

/** Pauses between attempts, milliseconds. */
const pausesMs = [10, 20, 40, 80, 160, 320];

/** A file system that retries operations with temporary errors, for at most 0.6 s. */
export function patientFileSystem(
  fileSystem: FileSystem = nodeFileSystem,
  platform: NodeJS.Platform = process.platform,
): FileSystem {
  const passing = platform === 'win32' ? [...passingCodes, ...passingCodesOnWindows] : passingCodes;
  type Operation = (...args: unknown[]) => Promise<unknown>;
  const patient =
    (operation: Operation): Operation =>
    async (...args) => {
      for (const pauseMs of pausesMs) {
        try {
          return await operation(...args);
        } catch (error) {
          if (!passing.includes(systemCodeOf(error) ?? '')) throw error;
          await sleep(pauseMs);
        }
      }
      return operation(...args);
    };
  return Object.fromEntries(
    operations.map((name) => [name, patient(fileSystem[name] as Operation)]),
  ) as unknown as FileSystem;
}

/**
 * The result of a read, or undefined if the file does not exist. Every other error is thrown: an unreadable file is
 * not absent, and must not be overwritten.
 *
 * @param target the file or directory that is read, for the error
 * @throws SemanticSearchError INDEX_UNREADABLE
 */
export async function ifThere<T>(read: Promise<T>, target: string): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCodeOf(error) ?? '')) return undefined;
    throw unreadableError(error, target);
  }
}

/**
 * Distinguishes a replaced file from the known one: change time, size and inode; undefined if there is no file.
 *
 * @throws SemanticSearchError INDEX_UNREADABLE
 */
export async function fileStamp(fileSystem: FileSystem, file: string): Promise<string | undefined> {
  const found = await ifThere(fileSystem.stat(file, { bigint: true }), file);
  return found && `${found.mtimeNs}:${found.size}:${found.ino}`;
}
