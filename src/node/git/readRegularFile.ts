import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { systemCodeOf } from '../../common/errors';
import { readStart } from '../readStart';

/** Errors of what is not there, or not for us. Any other may pass. */
const lastingErrors: ReadonlySet<string | undefined> = new Set([
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'EACCES',
  'EPERM',
  'ELOOP',
  'ENAMETOOLONG',
  'ERR_INVALID_ARG_VALUE',
]);

/** What a call gives, and undefined where there is nothing at its path that may be read. Other errors are thrown. */
export async function whereThere<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (lastingErrors.has(systemCodeOf(error))) return undefined;
    throw error;
  }
}

/**
 * The text of a file that something else named, so that it may be anything: only a regular file is read, and no more than
 * `maxBytes` of it. Undefined where there is no such file.
 *
 * @throws the system's error where it cannot be read at the moment
 */
export async function readRegularFile(file: string, maxBytes: number): Promise<string | undefined> {
  // To open a device can have effects, and to open a pipe waits for its other end.
  const found = await whereThere(stat(file));
  if (found?.isFile() !== true) return undefined;
  const handle = await whereThere(open(file, constants.O_RDONLY | constants.O_NONBLOCK));
  return handle && new TextDecoder().decode(await readStart(handle, maxBytes));
}
