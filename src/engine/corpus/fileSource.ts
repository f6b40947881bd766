import type { FileStamp } from './fileStamp';

/** Type of a directory entry, without following links. */
export type EntryType = 'file' | 'directory' | 'symlink' | 'other';

/** One name in a directory. */
export interface DirectoryEntry {
  readonly name: string;
  readonly type: EntryType;
}

/** Type and stamp of a path after following links. */
export interface FileStat extends FileStamp {
  readonly type: 'file' | 'directory' | 'other';
}

/**
 * Port that gives the engine access to one workspace folder. Every path is relative to that folder, with `/` on every
 * system; the folder itself is `''`. Each call rejects with a system error (`code` = `ENOENT`, `EACCES`, ...) if it
 * fails.
 */
export interface FileSource {
  /** Entries directly inside a directory, in any order. */
  readDirectory(path: string): Promise<readonly DirectoryEntry[]>;
  /** Follows links. */
  stat(path: string): Promise<FileStat>;
  /** The bytes of a file; only the first `maxBytes` if given. */
  readFile(path: string, maxBytes?: number): Promise<Uint8Array>;
  /** The path after following links, or undefined if that is outside the workspace folder. */
  realPath(path: string): Promise<string | undefined>;
}
