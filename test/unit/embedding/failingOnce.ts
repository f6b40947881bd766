import * as nodeFileSystem from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { CacheFileSystem } from '../../../src/node/embeddingCacheSegment';
import { systemError } from '../store/failingFileSystem';

/** A file system in which one call fails, including calls on open files. A failing write is done partly. */
export class FailingOnce implements CacheFileSystem {
  private calls = 0;

  /**
   * @param place number of the failing call, from 1
   * @param code of its error
   */
  constructor(
    private readonly place: number,
    private readonly code: string,
  ) {}

  get hasFailed(): boolean {
    return this.calls >= this.place;
  }

  readonly mkdir = this.failing(nodeFileSystem.mkdir);
  readonly readdir = this.failing(nodeFileSystem.readdir);
  readonly rm = this.failing(nodeFileSystem.rm);
  readonly stat = this.failing(nodeFileSystem.stat);

  readonly open: CacheFileSystem['open'] = async (file, flags, mode) => {
    this.count();
    const handle = await nodeFileSystem.open(file, flags, mode);
    return this.watched(handle);
  };

  private watched(handle: FileHandle): FileHandle {
    const write = handle.write.bind(handle) as (
      bytes: Uint8Array,
      offset: number,
      length: number,
      position: number,
    ) => ReturnType<FileHandle['write']>;
    return Object.assign(handle, {
      read: this.failing(handle.read.bind(handle) as never),
      stat: this.failing(handle.stat.bind(handle) as never),
      truncate: this.failing(handle.truncate.bind(handle) as never),
      write: async (bytes: Uint8Array, offset: number, length: number, position: number) => {
        if (++this.calls === this.place) {
          await write(bytes, offset, Math.floor(length / 2), position);
          throw systemError(this.code);
        }
        return write(bytes, offset, length, position);
      },
    });
  }

  private failing<T extends (...parameters: never[]) => Promise<unknown>>(call: T): T {
    return (async (...parameters: Parameters<T>) => {
      this.count();
      return call(...parameters);
    }) as T;
  }

  private count(): void {
    if (++this.calls === this.place) throw systemError(this.code);
  }
}
