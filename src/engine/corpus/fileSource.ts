import type { FileStamp } from './fileStamp';

/** What a directory entry is, links not followed. */
export type EntryType = 'file' | 'directory' | 'symlink' | 'other';

/** One name in a directory. */
export interface DirectoryEntry {
  readonly name: string;
  readonly type: EntryType;
}

/** What a path is after following links. */
export interface FileStat extends FileStamp {
  readonly type: 'file' | 'directory' | 'other';
}

/**
 * Port through which the engine sees one workspace folder. Every path is relative to that folder, with `/` on every
 * system; the folder itself is `''`. Each call rejects with a system error (`code` = `ENOENT`, `EACCES`, ...) when it
 * cannot answer.
 */
export interface FileSource {
  /** Entries directly inside a directory, in any order. */
  readDirectory(path: string): Promise<readonly DirectoryEntry[]>;
  /** Follows links. */
  stat(path: string): Promise<FileStat>;
  /** The bytes of a file; only the first `maxBytes` where that is given. */
  readFile(path: string, maxBytes?: number): Promise<Uint8Array>;
  /** Where the path really lies once links are followed, or undefined when that is outside the workspace folder. */
  realPath(path: string): Promise<string | undefined>;
}
