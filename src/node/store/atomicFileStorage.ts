import { randomBytes } from 'node:crypto';
import * as nodeFileSystem from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalFileStorage } from 'vectra';
import { systemCodeOf, type SemanticSearchError } from '../../common/errors';
import { storeError } from './storeError';

/** The calls by which {@link AtomicFileStorage} writes. */
export type FileSystem = Pick<typeof nodeFileSystem, 'open' | 'rename' | 'rm' | 'mkdir'>;

const temporaryName = /\.tmp-\d+-[0-9a-f]+$/;

/** Whether a file name is that of a file being written, or left behind by a crash. */
export function isTemporary(name: string): boolean {
  return temporaryName.test(name);
}

/** How often and how long a rename waits on Windows, where whoever reads a file keeps it from being replaced. */
const renameRetries = 10;
const renameRetryMs = 20;

/** A storage for vectra in which a file holds either its old content or its new, whatever happens. */
export class AtomicFileStorage extends LocalFileStorage {
  private lastError: SemanticSearchError | undefined;

  constructor(
    private readonly fileSystem: FileSystem = nodeFileSystem,
    private readonly platform: NodeJS.Platform = process.platform,
  ) {
    super();
  }

  /**
   * Writes a file beside, brings it to the disk, renames it into place and brings the directory to the disk.
   *
   * @throws SemanticSearchError DISK_FULL, INDEX_UNWRITABLE; what stood there before stands
   */
  override async upsertFile(filePath: string, content: Buffer | string): Promise<void> {
    const temporary = `${filePath}.tmp-${process.pid}-${randomBytes(4).toString('hex')}`;
    try {
      await this.write(temporary, content);
      await this.rename(temporary, filePath);
      await this.syncDirectory(path.dirname(filePath));
    } catch (error) {
      await this.fileSystem.rm(temporary, { force: true }).catch(() => undefined);
      this.lastError = storeError(error, filePath);
      throw this.lastError;
    }
  }

  /** The last fault of {@link upsertFile}, once: vectra throws an error without its code and cause instead. */
  takeError(): SemanticSearchError | undefined {
    const error = this.lastError;
    this.lastError = undefined;
    return error;
  }

  private async write(file: string, content: Buffer | string): Promise<void> {
    const handle = await this.fileSystem.open(file, 'wx');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  private async rename(from: string, to: string): Promise<void> {
    for (let retry = 0; ; retry++) {
      try {
        await this.fileSystem.rename(from, to);
        return;
      } catch (error) {
        const code = systemCodeOf(error) ?? '';
        const passing = this.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(code);
        if (!passing || retry === renameRetries) throw error;
        await sleep(renameRetryMs);
      }
    }
  }

  private async syncDirectory(directory: string): Promise<void> {
    // Windows opens no directories; its file systems order a rename by themselves.
    if (this.platform === 'win32') return;
    const handle = await this.fileSystem.open(directory, 'r');
    try {
      await handle.sync();
    } catch (error) {
      // Some network and FUSE file systems cannot, and there is nothing else to be done on them.
      if (!['EINVAL', 'ENOTSUP', 'EISDIR', 'ENOSYS'].includes(systemCodeOf(error) ?? '')) throw error;
    } finally {
      await handle.close();
    }
  }
}
