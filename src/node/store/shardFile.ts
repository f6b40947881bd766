import path from 'node:path';
import { messageOf, type SemanticSearchError } from '../../common/errors';
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

/** Where a shard is kept. */
export interface ShardFileParts {
  readonly directory: string;
  readonly name: string;
  readonly dimensions: number;
  /** Keep only the records of the files in memory between two updates: an index that is not searched. Default false. */
  readonly recordsOnly?: boolean | undefined;
  readonly fileSystem: FileSystem;
  readonly logger: Logger;
}

/** How a file is loaded again. */
export interface ReloadOptions {
  /** Also look once more at a file that is known to be damaged. Default false. */
  readonly again?: boolean;
  /** False where the directory is known to have no such file. Default true: the file itself is looked at. */
  readonly isThere?: boolean;
  /** Also load it where no more than its records is loaded, and leave it so: an update follows. Default false. */
  readonly forUpdate?: boolean;
}

/** A stamp that no file has: the file is looked at again. */
const unknownStamp = 'unknown';

/** The file of one shard on disk, and what is loaded of it. */
export class ShardFile {
  private index: ShardIndex | undefined;
  /** In place of {@link index} while no more than the records of the files is loaded. */
  private records: Shard | undefined;
  /** What the file looked like when it was loaded or written; undefined where there was none. */
  private stamp: string | undefined;
  private damaged = false;
  private unreadable: SemanticSearchError | undefined;

  constructor(private readonly parts: ShardFileParts) {}

  /** What is loaded; without chunks, symbols and terms where only records are kept. */
  get shard(): Shard | undefined {
    return this.records ?? this.index?.shard;
  }

  /** What the file holds is lost, as its checksum proves. */
  get isDamaged(): boolean {
    return this.damaged;
  }

  /** Set while the file cannot be read; what was loaded before is kept. */
  get error(): SemanticSearchError | undefined {
    return this.unreadable;
  }

  /**
   * Loads the file if it is not the one known. Does not throw: {@link isDamaged} and {@link error} tell of trouble.
   *
   * @returns whether what is loaded is another shard
   */
  async reload({ again = false, isThere = true, forUpdate = false }: ReloadOptions = {}): Promise<boolean> {
    const before = this.shard;
    try {
      // Looked at before it is read: if it is replaced in between, the next reload reads once too often, not too rarely.
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
   * Changes the file, in one atomic write, and what is loaded of it.
   *
   * @returns whether anything changed
   * @throws SemanticSearchError DISK_FULL, INDEX_UNWRITABLE, INDEX_LOCKED, INDEX_UNREADABLE; what was stored stands
   */
  async update(update: ShardUpdate, analyzer: TermAnalyzer, permit: WritePermit): Promise<boolean> {
    // Nothing to do where the writer has refreshed; where it has not, another's files are not lost.
    const changed = await this.reload({ forUpdate: true });
    if (this.unreadable) throw this.unreadable;
    if (this.damaged) throw unreadableError(new CorruptFileError('it is damaged'), this.file);
    try {
      const old = this.shard ?? emptyShard(this.parts.dimensions);
      const next = applyUpdate(old, update, analyzer);
      if (next === old) return changed;
      const index = this.index ?? this.newIndex();
      await index.replace(next, permit);
      this.index = index;
      // It is stored: should it not be looked at now, the next reload does.
      this.stamp = await this.readStamp().catch(() => unknownStamp);
      return true;
    } finally {
      this.keepRecords();
    }
  }

  /** Takes a damaged file out of the way, in the place of one that was set aside before. */
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
      await index?.load();
      this.index = index;
      this.records = undefined;
    } catch (error) {
      if (!(error instanceof CorruptFileError)) {
        // Removed since it was looked at; where that cannot be told either, it is unreadable.
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

  /** Drops everything that only a search needs, where the index is not searched. */
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
