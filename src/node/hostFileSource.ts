import type { FileOutcome, HostContract } from '../common/contracts/hostContract';
import type { RemoteCaller } from '../common/contracts/remoteCalls';
import type { DirectoryEntry, FileSource, FileStat } from '../engine/corpus/fileSource';

/** Largest file that is read when only its beginning is wanted: the editor has no call for partial reads. */
const mostBytes = 64 * 1024 * 1024;

/** A virtual workspace folder, read through the host because the worker cannot access it. */
export class HostFileSource implements FileSource {
  /** @param folder its URI */
  constructor(
    private readonly folder: string,
    private readonly host: RemoteCaller<HostContract>,
  ) {}

  async readDirectory(path: string): Promise<readonly DirectoryEntry[]> {
    return valueOf(await this.host.call('readDirectory', this.at(path)));
  }

  async stat(path: string): Promise<FileStat> {
    return valueOf(await this.host.call('stat', this.at(path)));
  }

  async readFile(path: string, maxBytes?: number): Promise<Uint8Array> {
    // The editor reads only whole files, so files of unlimited size are not requested.
    if (maxBytes !== undefined && (await this.stat(path)).sizeBytes > mostBytes) throw tooLarge(path);
    const bytes = valueOf(await this.host.call('readFile', this.at(path)));
    return maxBytes === undefined ? bytes : bytes.subarray(0, maxBytes);
  }

  /** Links of a virtual file system are not resolved; their targets are treated as outside the folder. */
  realPath(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  private at(path: string): { folder: string; path: string } {
    return { folder: this.folder, path: path.replace(/\/+$/, '') };
  }
}

function tooLarge(path: string): Error {
  return new Error(`${path} is larger than ${mostBytes / 1024 / 1024} MiB`);
}

function valueOf<T>(outcome: FileOutcome<T>): T {
  if ('value' in outcome) return outcome.value;
  const { code, message } = outcome.fault;
  throw Object.assign(new Error(message), code === undefined ? {} : { code });
}
