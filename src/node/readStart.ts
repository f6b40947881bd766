import * as fs from 'node:fs';
import { promisify } from 'node:util';

// Half the cost of `node:fs/promises`; called for each file of each answer.
const fstat = promisify(fs.fstat);
const read = promisify(fs.read);
const close = promisify(fs.close);

/** Opens a file and resolves with its descriptor. */
export const openFile: (file: string, flags: fs.OpenMode) => Promise<number> = promisify(fs.open);

/** For reading. Opening a named pipe must not wait until another process writes to it. Not defined on Windows. */
export const withoutWaiting = fs.constants.O_RDONLY | ((fs.constants.O_NONBLOCK as number | undefined) ?? 0);

/**
 * Reads the start of a file synchronously; a named pipe or a device is empty.
 *
 * @param maxBytes most bytes to read
 * @throws the system's error
 */
export function readStartSync(file: string, maxBytes: number): Uint8Array {
  const descriptor = fs.openSync(file, withoutWaiting);
  try {
    const { size } = fs.fstatSync(descriptor);
    const bytes = new Uint8Array(Math.min(size, maxBytes));
    let length = 0;
    while (length < bytes.length) {
      const count = fs.readSync(descriptor, bytes, length, bytes.length - length, length);
      if (count === 0) break;
      length += count;
    }
    return bytes.subarray(0, length);
  } finally {
    fs.closeSync(descriptor);
  }
}

/**
 * Reads the start of an open file, and closes it.
 *
 * @param descriptor of {@link openFile}
 * @param maxBytes most bytes to read
 */
export async function readStart(descriptor: number, maxBytes: number): Promise<Uint8Array> {
  try {
    const { size } = await fstat(descriptor);
    const bytes = new Uint8Array(Math.min(size, maxBytes));
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await read(descriptor, bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await close(descriptor);
  }
}
