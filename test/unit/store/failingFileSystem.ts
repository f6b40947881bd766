import * as nodeFileSystem from 'node:fs/promises';
import type { FileSystem } from '../../../src/node/store/fileSystem';

/** The error that the system gives with a code. */
export function systemError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: it went wrong`), { code });
}

/** A file system whose calls fail when told to, and that counts what is brought to the disk. */
export class FailingFileSystem implements FileSystem {
  /** Bytes that can still be written; beyond, ENOSPC, with what fitted left in the file. */
  freeBytes = Infinity;
  /** Codes with which the next renames fail, one after another. */
  renameFailures: string[] = [];
  /** Code with which every creation of a file fails. */
  createFailure: string | undefined;
  /** Code with which everything read fails whose path ends so. */
  unreadable: { readonly path: string; readonly code: string } | undefined;
  /** What happened, in order. */
  readonly log: string[] = [];

  readonly mkdir = nodeFileSystem.mkdir;
  readonly rm = nodeFileSystem.rm;
  readonly stat = this.readable(nodeFileSystem.stat);
  readonly readFile = this.readable(nodeFileSystem.readFile);
  readonly readdir = this.readable(nodeFileSystem.readdir);
  readonly utimes = nodeFileSystem.utimes;

  readonly rename: FileSystem['rename'] = async (from, to) => {
    const code = this.renameFailures.shift();
    if (code) throw systemError(code);
    await nodeFileSystem.rename(from, to);
    this.log.push('rename');
  };

  readonly open: FileSystem['open'] = async (file, flags) => {
    if (flags === 'wx' && this.createFailure) throw systemError(this.createFailure);
    const handle = await nodeFileSystem.open(file, flags);
    const writeFile = handle.writeFile.bind(handle);
    const sync = handle.sync.bind(handle);
    handle.writeFile = async (data) => {
      const bytes = Buffer.from(data as Buffer);
      const fitting = bytes.subarray(0, this.freeBytes);
      await writeFile(fitting);
      this.freeBytes -= fitting.length;
      if (fitting.length < bytes.length) throw systemError('ENOSPC');
      this.log.push('write');
    };
    handle.sync = async () => {
      await sync();
      this.log.push(flags === 'r' ? 'sync directory' : 'sync');
    };
    return handle;
  };

  private readable<T>(operation: T): T {
    const call = operation as (...args: unknown[]) => Promise<unknown>;
    return (async (...args: unknown[]) => {
      if (this.unreadable && String(args[0]).endsWith(this.unreadable.path)) {
        throw systemError(this.unreadable.code);
      }
      return call(...args);
    }) as T;
  }
}
