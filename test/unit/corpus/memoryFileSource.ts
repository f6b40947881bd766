import type { DirectoryEntry, EntryType, FileSource, FileStat } from '../../../src/engine/corpus/fileSource';

/** Content of a path: text or bytes of a file, a link, something else, or an error for every access. */
export type MemoryNode =
  | string
  | Uint8Array
  | { readonly link: string | undefined }
  | { readonly type: 'other' }
  | { readonly error: string }
  /** A directory that cannot be listed. */
  | { readonly directoryError: string };

/** A workspace folder in memory. Directories are derived from the paths. */
export class MemoryFileSource implements FileSource {
  /** Paths read so far, directories with `/` at the end. */
  readonly read: string[] = [];
  private readonly directories = new Map<string, Map<string, EntryType>>([['', new Map()]]);
  private readonly nodes: ReadonlyMap<string, MemoryNode>;

  constructor(nodes: Readonly<Record<string, MemoryNode>>) {
    this.nodes = new Map(Object.entries(nodes));
    for (const [path, node] of this.nodes) {
      this.add(path, typeOf(node));
    }
  }

  readDirectory(path: string): Promise<readonly DirectoryEntry[]> {
    this.read.push(`${path}/`);
    const node = this.nodes.get(path);
    const entries = this.directories.get(path);
    if (typeof node === 'object' && 'directoryError' in node) {
      return Promise.reject(systemError(node.directoryError));
    }
    if (entries === undefined) {
      return Promise.reject(systemError('ENOENT'));
    }
    return Promise.resolve([...entries].map(([name, type]) => ({ name, type })));
  }

  stat(path: string): Promise<FileStat> {
    const node = this.nodes.get(path);
    if (typeof node === 'string' || node instanceof Uint8Array) {
      return Promise.resolve({ type: 'file', sizeBytes: toBytes(node).length, mtimeMs: 1000 });
    }
    return Promise.reject(systemError(node && 'error' in node ? node.error : 'ENOENT'));
  }

  readFile(path: string, maxBytes?: number): Promise<Uint8Array> {
    this.read.push(path);
    const node = this.nodes.get(path);
    return typeof node === 'string' || node instanceof Uint8Array
      ? Promise.resolve(toBytes(node).subarray(0, maxBytes))
      : Promise.reject(systemError(node && 'error' in node ? node.error : 'ENOENT'));
  }

  realPath(path: string): Promise<string | undefined> {
    const node = this.nodes.get(path);
    if (typeof node === 'object' && 'error' in node) {
      return Promise.reject(systemError(node.error));
    }
    return Promise.resolve(typeof node === 'object' && 'link' in node ? node.link : path);
  }

  private add(path: string, type: EntryType): void {
    if (path === '') {
      return;
    }
    const slash = path.lastIndexOf('/');
    const parent = path.slice(0, Math.max(slash, 0));
    this.add(parent, 'directory');
    const entries = this.directories.get(parent) ?? new Map<string, EntryType>();
    this.directories.set(parent, entries.set(path.slice(slash + 1), type));
  }
}

function typeOf(node: MemoryNode): EntryType {
  if (typeof node === 'string' || node instanceof Uint8Array) {
    return 'file';
  }
  if ('type' in node) {
    return node.type;
  }
  if ('link' in node) {
    return 'symlink';
  }
  // A broken or circular link has its own error when it is followed.
  if ('error' in node) {
    return node.error === 'ENOENT' || node.error === 'ELOOP' ? 'symlink' : 'file';
  }
  return 'directory';
}

function toBytes(node: string | Uint8Array): Uint8Array {
  return typeof node === 'string' ? new TextEncoder().encode(node) : node;
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made by the test`), { code });
}
