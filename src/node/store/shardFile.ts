import path from 'node:path';
import { messageOf, type SemanticSearchError } from '../../common/errors/errors';
import type { Logger } from '../../common/logger';
import { emptyShard } from '../../engine/indexing/buildShard';
import type { Shard } from '../../engine/indexing/shard';
import type { TermAnalyzer } from '../../engine/retrieval/terms';
import { AtomicFileStorage, type WritePermit } from './atomicFileStorage';
import { fileStamp, type FileSystem } from './fileSystem';
import { applyUpdate, type ShardUpdate } from './groupUpdate';
import { CorruptFileError } from './packedFile';
import { ShardIndex } from './shardIndex';
import { storeError, unreadableError } from './storeError';

/** Dependencies of a shard file. */
export interface ShardFileParts {
  readonly directory: string;
  readonly name: string;
  readonly dimensions: number;
  /** Whether a file belongs to this shard, by its path. */
  readonly owns: (filePath: string) => boolean;
  /** Keep only file records in memory between updates, for an index that is not searched. Default false. */
  readonly recordsOnly?: boolean | undefined;
  readonly fileSystem: FileSystem;
  readonly logger: Logger;
}

/** Options of {@link ShardFile.reload}. */
export interface ReloadOptions {
  /** Also re-read a file that is known to be damaged. Default false. */
  readonly again?: boolean;
  /** False if the directory is known to have no such file. Default true: the file itself is checked. */
  readonly isThere?: boolean;
  /**
   * Also load the full shard if only its records are loaded, and keep it loaded for the following update. Default
   * false.
   */
  readonly forUpdate?: boolean;
}

/** A stamp that no file has, so the file is read again. */
const unknownStamp = 'unknown';

/** The file of one shard on disk, and its loaded content. */
export class ShardFile {
  private index: ShardIndex | undefined;
  /** Replaces {@link index} while only the file records are loaded. */
  private records: Shard | undefined;
  /** Stamp of the file when it was loaded or written; undefined if there was none. */
  private stamp: string | undefined;
  private damaged = false;
  private unreadable: SemanticSearchError | undefined;

  constructor(private readonly parts: ShardFileParts) {}

  /** The loaded shard; without chunks, symbols and terms if only records are kept. */
  get shard(): Shard | undefined {
    return this.records ?? this.index?.shard;
  }

  /** The checksum shows that the content of the file is lost. */
  get isDamaged(): boolean {
    return this.damaged;
  }

  /** Set while the file cannot be read; the previously loaded content is kept. */
  get error(): SemanticSearchError | undefined {
    return this.unreadable;
  }

  /**
   * Loads the file if it has changed. Does not throw: {@link isDamaged} and {@link error} report problems.
   *
   * @returns whether the loaded shard changed
   */
  async reload({ again = false, isThere = true, forUpdate = false }: ReloadOptions = {}): Promise<boolean> {
    const before = this.shard;
    try {
      // Take the stamp before reading: if the file is replaced in between, the next reload reads once too often
      // rather than missing a change.
      const stamp = isThere ? await this.readStamp() : undefined;
      const isUnknown = stamp !== this.stamp || this.unreadable !== undefined || (this.damaged && again);
      if (isUnknown || (forUpdate && this.records)) await this.load(stamp);
      if (!forUpdate) this.keepRecords();
    } catch (error) {
      this.noteUnreadable(error);
    }
    return this.shard !== before;
  }

  /**
   * Updates the file, in one atomic write, and the loaded shard.
   *
   * @returns whether anything changed
   * @throws SemanticSearchError DISK_FULL, INDEX_UNWRITABLE, INDEX_LOCKED, INDEX_UNREADABLE; the stored shard is kept
   */
  update(update: ShardUpdate, analyzer: TermAnalyzer, permit: WritePermit): Promise<boolean> {
    const empty = emptyShard(this.parts.dimensions);
    return this.change((old = empty) => {
      const next = applyUpdate(old, update, analyzer);
      return next === old ? undefined : next;
    }, permit);
  }

  /** Writes a shard if none is stored. @returns and @throws as {@link update} */
  adopt(shard: Shard, permit: WritePermit): Promise<boolean> {
    return this.change((old) => (old ? undefined : shard), permit);
  }

  /** @param nextOf the shard to write instead of the present one; undefined for no change */
  private async change(
    nextOf: (old: Shard | undefined) => Shard | undefined,
    permit: WritePermit,
  ): Promise<boolean> {
    // No-op if the writer has refreshed; otherwise this keeps files that another process added.
    const changed = await this.reload({ forUpdate: true });
    if (this.unreadable) throw this.unreadable;
    if (this.damaged) throw unreadableError(new CorruptFileError('it is damaged'), this.file);
    try {
      const next = nextOf(this.shard);
      if (!next) return changed;
      const index = this.index ?? this.newIndex();
      await index.replace(next, permit);
      this.index = index;
      // The write succeeded. If the stamp cannot be read now, the next reload reads the file.
      this.stamp = await this.readStamp().catch(() => unknownStamp);
      return true;
    } finally {
      this.keepRecords();
    }
  }

  /** Renames a damaged file, replacing one that was set aside before. */
  async setAside(permit: WritePermit): Promise<void> {
    await permit.check();
    try {
      await this.parts.fileSystem.rename(this.file, `${this.file}.corrupt`);
    } catch (error) {
      throw storeError(error, this.file);
    }
    this.damaged = false;
    this.stamp = undefined;
  }

  private async load(stamp: string | undefined): Promise<void> {
    const index = stamp === undefined ? undefined : this.newIndex();
    const wasDamaged = this.damaged;
    this.damaged = false;
    try {
      const loaded = await index?.load();
      if (loaded?.files.some((file) => !this.parts.owns(file.path))) {
        throw new CorruptFileError('it has files of another shard');
      }
      this.index = index;
      this.records = undefined;
    } catch (error) {
      if (!(error instanceof CorruptFileError)) {
        // The file was removed since its stamp was read; if this cannot be determined either, it is unreadable.
        if ((await this.readStamp()) !== undefined) throw error;
      } else {
        this.damaged = true;
        if (!wasDamaged) this.warn(`is damaged, its files are indexed again: ${messageOf(error)}`);
      }
      this.index = undefined;
      this.records = undefined;
    }
    this.stamp = stamp;
    this.unreadable = undefined;
  }

  /** Drops the data that only a search needs, if the index is not searched. */
  private keepRecords(): void {
    const whole = this.index?.shard;
    if (!this.parts.recordsOnly || !whole) return;
    this.records = { ...emptyShard(whole.dimensions), files: whole.files };
    this.index = undefined;
  }

  private noteUnreadable(error: unknown): void {
    const isKnown = this.unreadable !== undefined;
    this.unreadable = unreadableError(error, this.file);
    if (!isKnown) this.warn(`is not loaded: ${this.unreadable.message}`);
  }

  private warn(what: string): void {
    this.parts.logger.warn(`${this.parts.name} ${what}`);
  }

  private readStamp(): Promise<string | undefined> {
    return fileStamp(this.parts.fileSystem, this.file);
  }

  private newIndex(): ShardIndex {
    const { directory, name, dimensions, fileSystem } = this.parts;
    return new ShardIndex(directory, name, dimensions, new AtomicFileStorage(fileSystem));
  }

  private get file(): string {
    return path.join(this.parts.directory, this.parts.name);
  }
}
