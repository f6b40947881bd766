import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { FileDetails, FileStorage } from 'vectra';
import { systemCodeOf, type SemanticSearchError } from '../../common/errors/errors';
import { ifThere, type FileSystem } from './fileSystem';
import type { Lock } from './lock';
import { storeError } from './storeError';

const temporaryName = /\.tmp-\d+-[0-9a-f]+$/;

/** Whether a file name is that of a file being written or of one left behind by a crash. */
export function isTemporary(name: string): boolean {
  return temporaryName.test(name);
}

/** The right to write, checked right before a file is renamed into place. */
export type WritePermit = Pick<Lock, 'check'>;

/** A storage for vectra in which a file always holds either its old or its new content. */
export class AtomicFileStorage implements FileStorage {
  /** Required for writing. */
  permit: WritePermit | undefined;
  private lastError: SemanticSearchError | undefined;

  constructor(
    private readonly fileSystem: FileSystem,
    private readonly platform: NodeJS.Platform = process.platform,
  ) {}

  /**
   * Writes a temporary file, syncs it, renames it into place and syncs the directory.
   *
   * @throws SemanticSearchError DISK_FULL, INDEX_UNWRITABLE, INDEX_LOCKED; the previous file is kept
   */
  async upsertFile(filePath: string, content: Buffer | string): Promise<void> {
    const { permit } = this;
    if (!permit) throw new Error(`Written without a lock: ${filePath}`);
    const temporary = `${filePath}.tmp-${process.pid}-${randomBytes(4).toString('hex')}`;
    try {
      await this.write(temporary, content);
      await permit.check();
      await this.rename(temporary, filePath, permit);
      await this.syncDirectory(path.dirname(filePath));
    } catch (error) {
      await this.fileSystem.rm(temporary, { force: true }).catch(() => undefined);
      this.lastError = storeError(error, filePath);
      throw this.lastError;
    }
  }

  /** The last fault of {@link upsertFile}, returned once: vectra throws an error without its code and cause. */
  takeError(): SemanticSearchError | undefined {
    const error = this.lastError;
    this.lastError = undefined;
    return error;
  }

  async readFile(filePath: string): Promise<Buffer> {
    return this.fileSystem.readFile(filePath);
  }

  /** @throws SemanticSearchError INDEX_UNREADABLE if this cannot be determined */
  async pathExists(filePath: string): Promise<boolean> {
    return (await ifThere(this.fileSystem.stat(filePath), filePath)) !== undefined;
  }

  /** No-op: the folder is created before a permit is given. */
  createFolder(): Promise<void> {
    return Promise.resolve();
  }

  createFile(): Promise<void> {
    return unused();
  }

  deleteFile(): Promise<void> {
    return unused();
  }

  deleteFolder(): Promise<void> {
    return unused();
  }

  getDetails(): Promise<FileDetails> {
    return unused();
  }

  listFiles(): Promise<FileDetails[]> {
    return unused();
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

  private async rename(from: string, to: string, permit: WritePermit): Promise<void> {
    try {
      await this.fileSystem.rename(from, to);
    } catch (error) {
      // A writer that takes over removes unfinished files, so a missing file may mean that this writer lost its lock.
      if (systemCodeOf(error) === 'ENOENT') await permit.check();
      throw error;
    }
  }

  private async syncDirectory(directory: string): Promise<void> {
    // Windows cannot open directories; its file systems order renames themselves.
    if (this.platform === 'win32') return;
    const handle = await this.fileSystem.open(directory, 'r');
    try {
      await handle.sync();
    } catch (error) {
      // Some network and FUSE file systems do not support this, and there is no alternative on them.
      if (!['EINVAL', 'ENOTSUP', 'EISDIR', 'ENOSYS'].includes(systemCodeOf(error) ?? '')) throw error;
    } finally {
      await handle.close();
    }
  }
}

function unused(): Promise<never> {
  return Promise.reject(new Error('A shard is read, and replaced as a whole'));
}
