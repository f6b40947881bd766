/**
 * File system metadata of a file, available without reading its content; another stamp means that the content may
 * have changed.
 */
export interface FileStamp {
  readonly sizeBytes: number;
  /** Last change of the content, milliseconds since the epoch. Programs can set it to any time. */
  readonly mtimeMs: number;
  /**
   * Last change of the content, the name, the permissions or other metadata of the file, milliseconds since the
   * epoch. No program can set it. Undefined if the file system does not provide it.
   */
  readonly ctimeMs?: number | undefined;
  /**
   * Inode number of the file: a file that is replaced by another one gets another. Rounded if it is larger than 2^53,
   * which occurs on Windows; 0 on file systems without such numbers. Undefined if it cannot be read.
   */
  readonly inode?: number | undefined;
}

/**
 * How two stamps of one path differ: `time` is any difference in size or times; `inode` means that everything else is
 * equal.
 */
export function compareStamps(a: FileStamp, b: FileStamp): 'same' | 'inode' | 'time' {
  if (a.sizeBytes !== b.sizeBytes || a.mtimeMs !== b.mtimeMs || a.ctimeMs !== b.ctimeMs) return 'time';
  return a.inode === b.inode ? 'same' : 'inode';
}

/** The coarsest time stamps in use are those of FAT. */
const coarsestMs = 2000;

/**
 * Whether a file may change after it was read and keep its stamp, because it changed in the same tick of the file
 * system's clock as the read, or shortly before. Git calls such an index entry racy.
 *
 * @param readAtMs when reading it began
 */
export function isRacy({ mtimeMs, ctimeMs = mtimeMs }: FileStamp, readAtMs: number): boolean {
  return readAtMs - Math.max(mtimeMs, ctimeMs) < coarsestMs;
}

/** The stamp part of an object. */
export function stampOf({ sizeBytes, mtimeMs, ctimeMs, inode }: FileStamp): FileStamp {
  return {
    sizeBytes: finite(sizeBytes),
    mtimeMs: finite(mtimeMs),
    ...(ctimeMs !== undefined && { ctimeMs: finite(ctimeMs) }),
    ...(inode !== undefined && { inode: finite(inode) }),
  };
}

/** Providers of virtual file systems may leave numbers out. */
function finite(number: number): number {
  return Number.isFinite(number) ? number : 0;
}
