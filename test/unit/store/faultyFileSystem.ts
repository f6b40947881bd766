import * as nodeFileSystem from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { FileSystem } from '../../../src/node/store/fileSystem';
import { systemError } from './failingFileSystem';

/** A fault at one operation. */
export interface Fault {
  /** Number of the operation, from 0. */
  readonly at: number;
  /** The error code; `death` ends the process there: no later operation is executed. */
  readonly with: string;
  /** A write first stores half of its bytes. */
  readonly afterHalf?: boolean;
}

/** Operations on an open file that can fail too. */
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

/** A file system that records each operation, with a fault at one of them. It does not sync to disk, which would be slow. */
export class FaultyFileSystem implements FileSystem {
  /** Operations so far: name and last part of the path. */
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
          // The descriptor is always released: if the process dies, by the system.
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
