import type { FileSource } from '../corpus/fileSource';

/** A folder in which some files have another content, in memory only. */
export class ChangedSource implements FileSource {
  private readonly changed = new Map<string, Uint8Array>();

  constructor(private readonly real: FileSource) {}

  /** Replaces the content of a file. */
  change(path: string, bytes: Uint8Array): void {
    this.changed.set(path, bytes);
  }

  readDirectory(path: string): ReturnType<FileSource['readDirectory']> {
    return this.real.readDirectory(path);
  }

  stat(path: string): ReturnType<FileSource['stat']> {
    return this.real.stat(path);
  }

  readFile(path: string, maxBytes?: number): Promise<Uint8Array> {
    const bytes = this.changed.get(path);
    return bytes ? Promise.resolve(bytes.subarray(0, maxBytes)) : this.real.readFile(path, maxBytes);
  }

  realPath(path: string): ReturnType<FileSource['realPath']> {
    return this.real.realPath(path);
  }
}
