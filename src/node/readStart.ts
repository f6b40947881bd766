import * as fs from 'node:fs';
import { promisify } from 'node:util';

// Half the cost of `node:fs/promises`; called for each file of each answer.
const fstat = promisify(fs.fstat);
const read = promisify(fs.read);
const close = promisify(fs.close);

/** Opens a file and resolves with its descriptor. */
export const openFile: (file: string, flags: fs.OpenMode) => Promise<number> = promisify(fs.open);

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
