import { endianness } from 'node:os';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { forEachConcurrently, Mutex } from '../../common/concurrency';
import { SemanticSearchError } from '../../common/errors/errors';
import type { SnapshotOrigin } from '../../common/contracts/indexReport';
import { silentLogger, type Logger } from '../../common/logger';
import type { FileRecord } from '../../engine/indexing/indexedFile';
import type {
  IndexFingerprint,
  IndexStore,
  IndexUpdate,
  IndexWriter,
  WriterOptions,
} from '../../engine/indexing/indexStore';
import type { Shard } from '../../engine/indexing/shard';
import { leastShards } from '../../engine/indexing/shardCount';
import { noUnread, type UnreadPaths } from '../../engine/indexing/unreadPaths';
import { termHash } from '../../engine/retrieval/termHash';
import { TermAnalyzer } from '../../engine/retrieval/terms';
import { AtomicFileStorage, isTemporary, type WritePermit } from './atomicFileStorage';
import { ifThere, patientFileSystem, type FileSystem } from './fileSystem';
import { checkVectors, groupUpdate } from './groupUpdate';
import { createCacheDirectory } from '../cacheTag';
import { acquireLock } from './lock';
import {
  fingerprintId,
  manifestName,
  manifestText,
  newManifest,
  readManifest,
  shardCountIn,
  shardName,
  type Manifest,
} from './manifest';
import { ShardFile } from './shardFile';
import { ForeignFormatError, storeError, unreadableError } from './storeError';

/** Options of {@link openIndexStore}. */
export interface IndexStoreOptions {
  /** Directory of one workspace folder; the index of each fingerprint has its own subdirectory. */
  readonly directory: string;
  readonly fingerprint: IndexFingerprint;
  /** Analyses the names of symbols; one per thread, because of its cache. */
  readonly analyzer?: TermAnalyzer;
  /** Write only: chunks, symbols and terms are not kept in memory, and a search finds nothing. Default false. */
  readonly recordsOnly?: boolean | undefined;
  readonly logger?: Logger;
  /** Threads of this process that have ended: a lock that one of them left is free. Default none. */
  readonly endedThreads?: Pick<ReadonlySet<number>, 'has'>;
  /** For tests: the calls that read and write files. */
  readonly fileSystem?: FileSystem;
}

/** Number of shards written concurrently: while one is synced, the next is assembled. */
const concurrentWrites = 4;

/** Number of shards read concurrently. */
const concurrentReads = 8;

/** How long a writer waits for another process before it gives up, milliseconds. */
const lockTimeoutMs = 5000;

/**
 * Opens an index, or an empty one if none exists; nothing is written. Unreadable parts are logged and skipped: the
 * rest can be searched, and writing fails until they can be read.
 *
 * @throws SemanticSearchError INTERNAL on a big-endian machine
 */
export async function openIndexStore(options: IndexStoreOptions): Promise<DiskIndexStore> {
  if (endianness() !== 'LE') {
    throw new SemanticSearchError(
      'INTERNAL',
      l10n.t('The index is kept in little-endian order, which this machine does not have.'),
      l10n.t('Use Semantic Search on a machine with an x86 or ARM processor.'),
    );
  }
  const store = new DiskIndexStore(options);
  await store.refresh();
  return store;
}

/** The mutable fields of a manifest. */
type ManifestFacts = Partial<
  Pick<Manifest, 'shardCount' | 'complete' | 'unread' | 'hasForeignStamps' | 'snapshot'>
>;

interface FoundManifest {
  readonly manifest: Manifest | undefined;
  readonly error?: SemanticSearchError;
}

/**
 * The index of one workspace folder and model on disk: one file for each shard, and a manifest. Any number of processes
 * may read; the one that holds the lock may write.
 */
export class DiskIndexStore implements IndexStore {
  readonly fingerprint: IndexFingerprint;
  /** Directory of this index; other data of the same model may be stored there too. */
  readonly directory: string;
  private readonly analyzer: TermAnalyzer;
  private readonly logger: Logger;
  private readonly fileSystem: FileSystem;
  private readonly mutex = new Mutex();
  private files: readonly ShardFile[];
  private manifest: Manifest | undefined;
  /** Set while the directory or the manifest cannot be read; the previously loaded data is kept. */
  private error: SemanticSearchError | undefined;
  private current: readonly (Shard | undefined)[];
  private changes = 0;

  constructor(private readonly options: IndexStoreOptions) {
    const { directory, fingerprint, analyzer = new TermAnalyzer(), logger = silentLogger } = options;
    this.fingerprint = fingerprint;
    this.directory = path.join(directory, fingerprintId(fingerprint));
    this.analyzer = analyzer;
    this.logger = logger;
    this.fileSystem = patientFileSystem(options.fileSystem);
    this.files = this.createFiles(leastShards);
    this.current = this.files.map(() => undefined);
  }

  get shardCount(): number {
    return this.files.length;
  }

  get shards(): readonly (Shard | undefined)[] {
    return this.current;
  }

  get revision(): number {
    return this.changes;
  }

  get complete(): boolean {
    const isLacking = this.files.some((file) => file.isDamaged || (file.error && !file.shard));
    return this.manifest?.complete === true && !isLacking;
  }

  get unread(): UnreadPaths {
    return this.manifest?.unread ?? noUnread;
  }

  get fault(): SemanticSearchError | undefined {
    return this.error ?? this.files.find((file) => file.error)?.error;
  }

  get hasForeignStamps(): boolean {
    return this.manifest?.hasForeignStamps === true;
  }

  get snapshot(): SnapshotOrigin | undefined {
    return this.manifest?.snapshot;
  }

  shardOf(filePath: string): number {
    return shardOfPath(filePath, this.shardCount);
  }

  find(filePath: string): FileRecord | undefined {
    const files = this.current[this.shardOf(filePath)]?.files ?? [];
    let low = 0;
    let high = files.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const file = files[middle]!;
      if (file.path === filePath) return file;
      if (file.path < filePath) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  async openWriter({ onWait, signal }: WriterOptions = {}): Promise<IndexWriter> {
    const { logger, options } = this;
    const { endedThreads, fileSystem } = options;
    // Must come before scanning for files, because the index may be inside the workspace folder.
    await createCacheDirectory(options.directory, this.fileSystem).catch((error: unknown) => {
      throw storeError(error, options.directory);
    });
    const lock = await acquireLock(this.directory, {
      timeoutMs: lockTimeoutMs,
      onWait,
      signal,
      endedThreads,
      logger,
      fileSystem,
    });
    try {
      const foundDamage = await this.mutex.run(() => this.prepare(lock));
      return {
        foundDamage,
        divide: (count) => this.divide(count, lock),
        commit: (update) => this.commit(update, lock),
        adopt: (number, shard) => this.adopt(number, shard, lock),
        noteSnapshot: (snapshot) => this.note({ snapshot }, lock),
        markComplete: (unread = noUnread) =>
          this.note({ complete: true, unread, hasForeignStamps: undefined }, lock),
        noteUnread: (unread) => this.note({ unread }, lock),
        close: () => lock.release(),
      };
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /**
   * Loads changes by other processes. Parts that cannot be read at the moment keep their loaded state.
   *
   * @returns whether anything changed
   */
  refresh(): Promise<boolean> {
    return this.mutex.run(() => this.synchronize());
  }

  /** If an update over several shards fails, shards already written are kept. */
  private async commit(update: IndexUpdate, permit: WritePermit): Promise<void> {
    checkVectors(update.put, this.fingerprint.dimensions);
    const groups = groupUpdate(update, (filePath) => this.shardOf(filePath));
    await this.mutex.run(async () => {
      await permit.check();
      await forEachConcurrently([...groups], concurrentWrites, async ([shard, group]) => {
        const file = this.files[shard]!;
        try {
          await file.update(group, this.analyzer, permit);
        } finally {
          this.show(shard);
        }
      });
    });
  }

  /** Has no effect once something is stored. */
  private async divide(count: number, permit: WritePermit): Promise<void> {
    await this.mutex.run(async () => {
      await permit.check();
      if (count === this.shardCount || this.current.some((shard) => shard !== undefined)) return;
      await this.writeManifest({ shardCount: count }, permit);
      this.resize(count);
    });
  }

  private async adopt(number: number, shard: Shard, permit: WritePermit): Promise<void> {
    await this.mutex.run(async () => {
      await permit.check();
      try {
        await this.files[number]!.adopt(shard, permit);
      } finally {
        this.show(number);
      }
    });
  }

  /** Writes the manifest if the facts differ from it. */
  private async note(facts: ManifestFacts, permit: WritePermit): Promise<void> {
    await this.mutex.run(async () => {
      await permit.check();
      const known = this.manifest;
      if (JSON.stringify({ ...known, ...facts }) !== JSON.stringify(known))
        await this.writeManifest(facts, permit);
    });
  }

  /** Synchronizes memory with the disk. */
  private async synchronize(again = false): Promise<boolean> {
    const wasComplete = this.complete;
    const hadError = this.error !== undefined;
    this.error = undefined;
    try {
      // One directory listing replaces a look-up per missing shard.
      const names = new Set(await this.namesInDirectory());
      const before = await this.readManifest();
      this.resize(before.manifest?.shardCount ?? shardCountIn(names));
      // Limited concurrency: with records only, the whole index must never be in memory.
      await forEachConcurrently([...this.files.entries()], concurrentReads, async ([shard, file]) => {
        await file.reload({ again, isThere: names.has(shardName(shard)) });
      });
      // Read after the shards: parts may be lost meanwhile, and then it must not say that the index is complete.
      const after = before.error ? before : await this.readManifest();
      this.manifest = after.manifest;
      this.error = after.error;
      if (this.manifest && this.manifest.shardCount !== this.shardCount) return await this.synchronize(again);
    } catch (error) {
      this.error = unreadableError(error, this.directory);
    }
    if (this.error && !hadError) this.logger.warn(this.error.message);
    const changed = this.files.map((_, shard) => this.show(shard));
    return changed.includes(true) || this.complete !== wasComplete;
  }

  /**
   * The manifest on disk. While it cannot be read, the loaded one: the shards describe themselves, so they answer
   * nevertheless.
   *
   * @throws ForeignFormatError
   */
  private async readManifest(): Promise<FoundManifest> {
    try {
      return { manifest: await readManifest(this.fileSystem, this.fileOf(manifestName), this.fingerprint) };
    } catch (error) {
      if (error instanceof ForeignFormatError) throw error;
      return { manifest: this.manifest, error: unreadableError(error, this.directory) };
    }
  }

  private createFiles(count: number): ShardFile[] {
    const { directory, fileSystem, logger, options } = this;
    const { dimensions } = this.fingerprint;
    const { recordsOnly } = options;
    return Array.from({ length: count }, (_, shard) => {
      const owns = (filePath: string): boolean => shardOfPath(filePath, count) === shard;
      const name = shardName(shard);
      return new ShardFile({ directory, name, dimensions, owns, recordsOnly, fileSystem, logger });
    });
  }

  /** Drops what is loaded if the number of shards is another one. */
  private resize(count: number): void {
    if (count === this.shardCount) return;
    this.files = this.createFiles(count);
    this.current = this.files.map(() => undefined);
    this.changes++;
  }

  private async namesInDirectory(): Promise<readonly string[]> {
    return (await ifThere(this.fileSystem.readdir(this.directory), this.directory)) ?? [];
  }

  /** Publishes the loaded state of a shard to searches. */
  private show(shard: number): boolean {
    const loaded = this.files[shard]!.shard;
    if (loaded === this.current[shard]) return false;
    this.current = this.current.with(shard, loaded);
    this.changes++;
    return true;
  }

  /**
   * Prepares the index for writing, and synchronizes memory with it.
   *
   * @returns whether a part of it was damaged
   * @throws SemanticSearchError INDEX_UNREADABLE, INDEX_UNWRITABLE, INDEX_LOCKED, DISK_FULL
   */
  private async prepare(permit: WritePermit): Promise<boolean> {
    // Must come first: an earlier writer that was only suspended cannot finish a write after this, so the steps below
    // see everything it wrote.
    await this.removeTemporaries();
    await this.synchronize(true);
    if (this.fault) throw this.fault;
    const damaged = this.files.filter((file) => file.isDamaged);
    if (!this.manifest || (damaged.length > 0 && this.manifest.complete)) {
      // Must come before the damaged files are removed: a crash in between must not leave the index marked complete
      // without them.
      await this.writeManifest({ complete: false }, permit);
    }
    for (const file of damaged) await file.setAside(permit);
    return damaged.length > 0;
  }

  private async removeTemporaries(): Promise<void> {
    try {
      for (const name of (await this.namesInDirectory()).filter(isTemporary)) {
        await this.fileSystem.rm(this.fileOf(name), { force: true });
      }
    } catch (error) {
      throw storeError(error, this.directory);
    }
  }

  private async writeManifest(change: ManifestFacts, permit: WritePermit): Promise<void> {
    const manifest = { ...(this.manifest ?? newManifest(this.fingerprint, this.shardCount)), ...change };
    const storage = new AtomicFileStorage(this.fileSystem);
    storage.permit = permit;
    await storage.upsertFile(this.fileOf(manifestName), manifestText(manifest));
    this.manifest = manifest;
  }

  private fileOf(name: string): string {
    return path.join(this.directory, name);
  }
}

function shardOfPath(filePath: string, shardCount: number): number {
  return termHash(filePath) % shardCount;
}
