import type { FileHandle } from 'node:fs/promises';

/**
 * Reads the start of an open file, and closes it.
 *
 * @param maxBytes most bytes to read
 */
export async function readStart(handle: FileHandle, maxBytes: number): Promise<Uint8Array> {
  try {
    const { size } = await handle.stat();
    const bytes = new Uint8Array(Math.min(size, maxBytes));
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}
