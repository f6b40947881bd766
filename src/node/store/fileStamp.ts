import { stat } from 'node:fs/promises';

/** What tells a file that was replaced from the one known: change time, size and inode; undefined where there is none. */
export async function fileStamp(file: string): Promise<string | undefined> {
  try {
    const { mtimeNs, size, ino } = await stat(file, { bigint: true });
    return `${mtimeNs}:${size}:${ino}`;
  } catch {
    return undefined;
  }
}
