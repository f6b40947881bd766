import * as nodeFileSystem from 'node:fs/promises';
import { endianness } from 'node:os';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { messageOf, SemanticSearchError } from '../../common/errors';
import { silentLogger, type Logger } from '../../common/logger';
import { emptyShard } from '../../engine/indexing/buildShard';
import type { FileRecord } from '../../engine/indexing/indexedFile';
import type { IndexFingerprint, IndexStore, IndexUpdate } from '../../engine/indexing/indexStore';
import type { Shard } from '../../engine/indexing/shard';
import { termHash } from '../../engine/retrieval/termHash';
import { TermAnalyzer } from '../../engine/retrieval/terms';
import { AtomicFileStorage, isTemporary, type FileSystem } from './atomicFileStorage';
import { fileStamp } from './fileStamp';
import { applyUpdate, checkVectors, groupUpdate, type ShardUpdate } from './groupUpdate';
import { fingerprintId, newManifest, readManifest, shardCount, type Manifest } from './manifest';
import { Mutex, forEachConcurrently } from '../../common/concurrency';
import { ShardIndex } from './shardIndex';
import { storeError } from './storeError';

/** How an index is opened. */
export interface IndexStoreOptions {
  /** Of one workspace folder; the index of each fingerprint has its own directory in it. */
  readonly directory: string;
  readonly fingerprint: IndexFingerprint;
  /** Analyses the names of symbols; one for each thread, because of its cache. */
  readonly analyzer?: TermAnalyzer;
  readonly logger?: Logger;
  /** For tests: the calls by which files are written. */
  readonly fileSystem?: FileSystem;
}

/** How many shards are written at once: while one is brought to the disk, the next is put together. */
const concurrentWrites = 4;

const manifestName = 'manifest.json';
const shardName = (shard: number): string => `${String(shard).padStart(2, '0')}.shard`;

/**
 * Opens an index, or an empty one where there is none yet; nothing is written before the first commit. What cannot be
 * read is logged and counts as absent.
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

/**
 * The index of one workspace folder and model on disk: one file for each shard, and a manifest. Any number of processes
 * may read; one may write, which `acquireLock` sees to.
 */
export class DiskIndexStore implements IndexStore {
  readonly shardCount = shardCount;
  readonly fingerprint: IndexFingerprint;
  /** Where this index lies; other things made with the same model may lie there too. */
  readonly directory: string;
  private readonly analyzer: TermAnalyzer;
  private readonly logger: Logger;
  private readonly fileSystem: FileSystem;
  private readonly mutex = new Mutex();
  private readonly indexes = new Array<ShardIndex | undefined>(shardCount).fill(undefined);
  /** What each file looked like when it was loaded or written. */
  private readonly stamps = new Array<string | undefined>(shardCount).fill(undefined);
  private manifest: Manifest | undefined;
  /** Whether the directory is known to be fit for writing. */
  private prepared = false;
  private current: readonly (Shard | undefined)[] = new Array<undefined>(shardCount).fill(undefined);
  private changes = 0;

  constructor(options: IndexStoreOptions) {
    this.fingerprint = options.fingerprint;
    this.directory = path.join(options.directory, fingerprintId(options.fingerprint));
    this.analyzer = options.analyzer ?? new TermAnalyzer();
    this.logger = options.logger ?? silentLogger;
    this.fileSystem = options.fileSystem ?? nodeFileSystem;
  }

  get shards(): readonly (Shard | undefined)[] {
    return this.current;
  }

  get generation(): number {
    return this.changes;
  }

  get complete(): boolean {
    return this.manifest?.complete ?? false;
  }

  shardOf(filePath: string): number {
    return termHash(filePath) % shardCount;
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

  /**
   * See {@link IndexStore.commit}. Of an update over several shards, those already written stand when one fails.
   *
   * @throws RangeError for a vector of other dimensions than the index: nothing is stored then
   */
  async commit(update: IndexUpdate): Promise<void> {
    checkVectors(update.put, this.fingerprint.dimensions);
    const groups = groupUpdate(update, (filePath) => this.shardOf(filePath));
    await this.mutex.run(async () => {
      await this.prepare();
      await forEachConcurrently([...groups], concurrentWrites, ([shard, group]) => this.write(shard, group));
    });
  }

  async markComplete(): Promise<void> {
    await this.mutex.run(async () => {
      await this.prepare();
      if (!this.complete) await this.writeManifest({ ...this.manifest!, complete: true });
    });
  }

  refresh(): Promise<boolean> {
    return this.mutex.run(() => this.synchronize());
  }

  /** Brings memory in step with the disk. */
  private async synchronize(): Promise<boolean> {
    const found = await readManifest(this.fileOf(manifestName), this.fingerprint);
    if (found.state === 'unusable') {
      this.logger.warn(
        `The index in ${this.directory} is built anew: its manifest is of no use, ${found.reason}.`,
      );
    }
    const wasComplete = this.complete;
    this.manifest = found.state === 'usable' ? found.manifest : undefined;
    const changed = await Promise.all(Array.from(this.stamps, (_, shard) => this.reload(shard)));
    return changed.includes(true) || this.complete !== wasComplete;
  }

  /** Loads a shard if its file is not the one known. */
  private async reload(shard: number): Promise<boolean> {
    const file = this.fileOf(shardName(shard));
    // Looked at before it is read: if it is replaced in between, the next refresh reads once too often, not too rarely.
    const stamp = this.manifest ? await fileStamp(file) : undefined;
    if (stamp === this.stamps[shard]) return false;
    this.stamps[shard] = stamp;
    const index = stamp === undefined ? undefined : await this.load(shard);
    if (!index && !this.indexes[shard]) return false;
    this.swap(shard, index);
    return true;
  }

  private async load(shard: number): Promise<ShardIndex | undefined> {
    const index = this.indexOf(shard);
    try {
      const { dimensions } = await index.load();
      if (dimensions === this.fingerprint.dimensions) return index;
      this.logger.warn(`${shardName(shard)} is left out: it has ${dimensions} dimensions.`);
    } catch (error) {
      this.logger.warn(`${shardName(shard)} is left out, its files are indexed again: ${messageOf(error)}`);
    }
    return undefined;
  }

  private async write(shard: number, update: ShardUpdate): Promise<void> {
    // Nothing to do where the writer has refreshed; where it has not, another's files are not lost.
    await this.reload(shard);
    const index = this.indexes[shard] ?? this.indexOf(shard);
    const old = index.shard ?? emptyShard(this.fingerprint.dimensions);
    const next = applyUpdate(old, update, this.analyzer);
    if (next === old) return;
    await index.replace(next);
    this.stamps[shard] = await fileStamp(this.fileOf(shardName(shard)));
    this.swap(shard, index);
  }

  private swap(shard: number, index: ShardIndex | undefined): void {
    this.indexes[shard] = index;
    this.current = this.current.with(shard, index?.shard);
    this.changes++;
  }

  /** Makes the directory ready: no files of a crash, no shards of another format, a manifest. */
  private async prepare(): Promise<void> {
    if (this.prepared && (await fileStamp(this.fileOf(manifestName)))) return;
    await this.synchronize();
    try {
      await this.fileSystem.mkdir(this.directory, { recursive: true });
      const names = await nodeFileSystem.readdir(this.directory);
      const useless = names.filter(
        (name) => isTemporary(name) || (!this.manifest && name.endsWith('.shard')),
      );
      for (const name of useless) await this.fileSystem.rm(this.fileOf(name), { force: true });
    } catch (error) {
      throw storeError(error, this.directory);
    }
    if (!this.manifest) await this.writeManifest(newManifest(this.fingerprint));
    this.prepared = true;
  }

  private async writeManifest(manifest: Manifest): Promise<void> {
    await this.storage().upsertFile(this.fileOf(manifestName), `${JSON.stringify(manifest, undefined, 2)}\n`);
    this.manifest = manifest;
  }

  private indexOf(shard: number): ShardIndex {
    return new ShardIndex(this.directory, shardName(shard), this.storage());
  }

  /** One for each user: it keeps that one's last fault. */
  private storage(): AtomicFileStorage {
    return new AtomicFileStorage(this.fileSystem);
  }

  private fileOf(name: string): string {
    return path.join(this.directory, name);
  }
}
