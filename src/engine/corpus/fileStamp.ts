/** What a file system says of a file without its content being read; another stamp means that the content may be another. */
export interface FileStamp {
  readonly sizeBytes: number;
  /** Last change of the content, milliseconds since the epoch. Programs can set it to any time. */
  readonly mtimeMs: number;
  /**
   * Last change of the content, the name, the permissions or anything else that the file system keeps of the file, milliseconds
   * since the epoch. No program can set it. Undefined where the file system does not tell it.
   */
  readonly ctimeMs?: number | undefined;
  /**
   * Number of the file in its file system: a file that is replaced by another one gets another. Rounded where it is larger than
   * 2^53, which Windows has; 0 on file systems without such numbers. Undefined where nobody can ask for it.
   */
  readonly inode?: number | undefined;
}

/**
 * How two stamps of one path differ: `time` is any difference in size or times; `inode` says that all else is the same.
 */
export function compareStamps(a: FileStamp, b: FileStamp): 'same' | 'inode' | 'time' {
  if (a.sizeBytes !== b.sizeBytes || a.mtimeMs !== b.mtimeMs || a.ctimeMs !== b.ctimeMs) return 'time';
  return a.inode === b.inode ? 'same' : 'inode';
}

/** The coarsest time stamps in use are those of FAT. */
const coarsestMs = 2000;

/**
 * Whether a file may change after it was read and still have the same stamp, because it changed in the same tick of the file
 * system's clock in which it was read, or a little before. Git calls such an entry of its index racy.
 *
 * @param readAtMs when reading it began
 */
export function isRacy({ mtimeMs, ctimeMs = mtimeMs }: FileStamp, readAtMs: number): boolean {
  return readAtMs - Math.max(mtimeMs, ctimeMs) < coarsestMs;
}

/** The stamp of something that has one. */
export function stampOf({ sizeBytes, mtimeMs, ctimeMs, inode }: FileStamp): FileStamp {
  return {
    sizeBytes: finite(sizeBytes),
    mtimeMs: finite(mtimeMs),
    ...(ctimeMs !== undefined && { ctimeMs: finite(ctimeMs) }),
    ...(inode !== undefined && { inode: finite(inode) }),
  };
}

/** Who provides a virtual folder may leave numbers out. */
function finite(number: number): number {
  return Number.isFinite(number) ? number : 0;
}
