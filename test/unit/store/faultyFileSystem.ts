import * as nodeFileSystem from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { FileSystem } from '../../../src/node/store/fileSystem';
import { systemError } from './failingFileSystem';

/** What goes wrong at one operation. */
export interface Fault {
  /** Number of the operation, from 0. */
  readonly at: number;
  /** The error that it gives; `death` ends the process there: nothing is done from then on. */
  readonly with: string;
  /** A write leaves half of its bytes before that. */
  readonly afterHalf?: boolean;
}

/** Operations of an open file, too, can fail. */
const handleOperations = [
  'read',
  'readFile',
  'write',
  'writeFile',
  'appendFile',
  'stat',
  'truncate',
  'sync',
  'close',
];

/** A file system that notes each operation, and in which one of them goes wrong. It brings nothing to the disk: that is slow. */
export class FaultyFileSystem implements FileSystem {
  /** Each operation so far: its name and the last part of its path. */
  readonly operations: string[] = [];
  private isDead = false;

  readonly open: FileSystem['open'];
  readonly readFile: FileSystem['readFile'];
  readonly stat: FileSystem['stat'];
  readonly readdir: FileSystem['readdir'];
  readonly mkdir: FileSystem['mkdir'];
  readonly rename: FileSystem['rename'];
  readonly rm: FileSystem['rm'];
  readonly utimes: FileSystem['utimes'];

  constructor(private readonly fault?: Fault) {
    const open = this.noted('open');
    this.open = async (...args) => this.watched((await open(...args)) as FileHandle, String(args[0]));
    this.readFile = this.noted('readFile') as FileSystem['readFile'];
    this.stat = this.noted('stat') as FileSystem['stat'];
    this.readdir = this.noted('readdir') as FileSystem['readdir'];
    this.mkdir = this.noted('mkdir') as FileSystem['mkdir'];
    this.rename = this.noted('rename') as FileSystem['rename'];
    this.rm = this.noted('rm') as FileSystem['rm'];
    this.utimes = this.noted('utimes') as FileSystem['utimes'];
  }

  private noted(name: keyof FileSystem): (...args: unknown[]) => Promise<unknown> {
    const operation = nodeFileSystem[name] as (...args: unknown[]) => Promise<unknown>;
    return async (...args) => {
      if (this.fails(name, String(args[0]))) throw this.error();
      return operation(...args);
    };
  }

  private watched(handle: FileHandle, file: string): FileHandle {
    return new Proxy(handle, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        const operation = member.bind(target) as (...args: unknown[]) => Promise<unknown>;
        if (typeof name !== 'string' || !handleOperations.includes(name)) return operation;
        return async (...args: unknown[]) => {
          if (!this.fails(name, file)) return name === 'sync' ? undefined : operation(...args);
          // The descriptor is given back whatever happens: by the system, where the process dies.
          if (name === 'close') await operation();
          if (/^(write|append)/.test(name) && this.fault?.afterHalf) await target.write(half(args[0]));
          throw this.error();
        };
      },
    });
  }

  private fails(name: string, file: string): boolean {
    if (this.isDead) return true;
    const { fault } = this;
    const isHere = this.operations.length === fault?.at;
    this.operations.push(`${name} ${path.basename(file).replace(/tmp-.*/, 'tmp')}`);
    this.isDead = isHere && fault.with === 'death';
    return isHere;
  }

  private error(): NodeJS.ErrnoException {
    return systemError(this.isDead ? 'ECANCELED' : this.fault!.with);
  }
}

function half(content: unknown): Uint8Array {
  const bytes = Buffer.from(content as Uint8Array);
  return bytes.subarray(0, bytes.length >> 1);
}
