import * as nodeFileSystem from 'node:fs/promises';
import type { FileSystem } from '../../../src/node/store/fileSystem';

/** The system error for a code. */
export function systemError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: it went wrong`), { code });
}

/** A file system whose calls fail on request, and that counts syncs to disk. */
export class FailingFileSystem implements FileSystem {
  /** Bytes that can still be written; more gives ENOSPC, after a partial write. */
  freeBytes = Infinity;
  /** Error codes of the next renames, in order. */
  renameFailures: string[] = [];
  /** Error code of every file creation. */
  createFailure: string | undefined;
  /** Error code of reads of paths with this ending. */
  unreadable: { readonly path: string; readonly code: string } | undefined;
  /** Log of operations, in order. */
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
