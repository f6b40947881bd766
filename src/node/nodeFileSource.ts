import * as fs from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { DirectoryEntry, EntryType, FileSource, FileStat } from '../engine/corpus/fileSource';
import { QuickCalls } from './quickCalls';
import { openFile, readStart, readStartSync } from './readStart';

// Half the cost of `node:fs/promises`; called for every file and directory of the workspace folder.
const stat = promisify(fs.stat);
const readdir = promisify(fs.readdir);

/** A workspace folder on the local file system. */
export class NodeFileSource implements FileSource {
  /** Absolute. */
  readonly root: string;
  private readonly rootPrefix: string;
  private readonly calls = new QuickCalls();
  private realRoot: Promise<string> | undefined;

  constructor(root: string) {
    this.root = path.resolve(root);
    this.rootPrefix = this.root.endsWith(path.sep) ? this.root : this.root + path.sep;
  }

  async readDirectory(directory: string): Promise<readonly DirectoryEntry[]> {
    const absolute = this.absolute(directory);
    const entries = await this.calls.run({
      sync: () => fs.readdirSync(absolute, { withFileTypes: true }),
      async: () => readdir(absolute, { withFileTypes: true }),
    });
    return entries.map((entry) => ({ name: entry.name, type: entryTypeOf(entry) }));
  }

  async stat(file: string): Promise<FileStat> {
    const absolute = this.absolute(file);
    const found = await this.calls.run({
      sync: () => fs.statSync(absolute),
      async: () => stat(absolute),
    });
    return {
      type: found.isFile() ? 'file' : found.isDirectory() ? 'directory' : 'other',
      sizeBytes: found.size,
      mtimeMs: found.mtimeMs,
      ctimeMs: found.ctimeMs,
      inode: found.ino,
    };
  }

  async readFile(file: string, maxBytes?: number): Promise<Uint8Array> {
    const absolute = this.absolute(file);
    if (maxBytes === undefined)
      return this.calls.run({ sync: () => fs.readFileSync(absolute), async: () => readFile(absolute) });
    return this.calls.run({
      sync: () => readStartSync(absolute, maxBytes),
      async: async () => readStart(await openFile(absolute, 'r'), maxBytes),
    });
  }

  async realPath(file: string): Promise<string | undefined> {
    const relative = path.relative(await this.resolvedRoot(), await realpath(this.absolute(file)));
    if (relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) {
      return undefined;
    }
    return relative.split(path.sep).join('/');
  }

  /** Asked for once, and again if that failed: a network drive may be away for a moment. */
  private resolvedRoot(): Promise<string> {
    this.realRoot ??= realpath(this.root).catch((error: unknown) => {
      this.realRoot = undefined;
      throw error;
    });
    return this.realRoot;
  }

  /** Paths also come from the index on disk and from other processes: none may point outside the folder. */
  private absolute(relative: string): string {
    const absolute = path.join(this.root, relative);
    if (absolute !== this.root && !absolute.startsWith(this.rootPrefix)) {
      throw new RangeError(`Path outside the workspace folder: ${relative}`);
    }
    return absolute;
  }
}

function entryTypeOf(entry: fs.Dirent): EntryType {
  if (entry.isFile()) {
    return 'file';
  }
  if (entry.isDirectory()) {
    return 'directory';
  }
  return entry.isSymbolicLink() ? 'symlink' : 'other';
}
