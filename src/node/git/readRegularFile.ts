import { constants } from 'node:fs';
import { stat } from 'node:fs/promises';
import { systemCodeOf } from '../../common/errors/errors';
import { openFile, readStart } from '../readStart';

/** Codes for a missing or inaccessible file. Other errors may be temporary. */
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

/** The result of a call, or undefined if there is nothing readable at its path. Other errors are thrown. */
export async function whereThere<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (lastingErrors.has(systemCodeOf(error))) return undefined;
    throw error;
  }
}

/**
 * Reads the text of a file whose path comes from another file and may name anything: only a regular file is read, and
 * at most `maxBytes` of it. Undefined if there is no such file.
 *
 * @throws the system's error if the file cannot be read at the moment
 */
export async function readRegularFile(file: string, maxBytes: number): Promise<string | undefined> {
  // Opening a device can have side effects, and opening a pipe waits for the other end.
  const found = await whereThere(stat(file));
  if (found?.isFile() !== true) return undefined;
  const descriptor = await whereThere(openFile(file, constants.O_RDONLY | constants.O_NONBLOCK));
  return descriptor === undefined
    ? undefined
    : new TextDecoder().decode(await readStart(descriptor, maxBytes));
}
