import * as nodeFileSystem from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../common/errors/errors';
import { silentLogger, type Logger } from '../common/logger';
import type { EmbeddingCache } from '../engine/embedding/embeddingCache';
import type { QuantizedVector, QuantizedVectors } from '../engine/embedding/quantize';
import { EmbeddingCacheFiles } from './embeddingCacheFiles';
import type { CacheFileSystem } from './embeddingCacheSegment';
import { WaitingVectors } from './embeddingCacheWaiting';
import { parseKey, type KeyWords } from './embeddingKeyTable';
import { WriteRetry } from './writeRetry';

const defaultMaxBytes = 512 * 1024 * 1024;
/** Most bytes that wait in memory to be written: 60,000 vectors of 4,096 dimensions. */
const maxWaitingBytes = 256 * 1024 * 1024;
/** Most bytes per write. */
const maxWriteBytes = 16 * 1024 * 1024;
/** Longest time the lock is held while calls keep coming, milliseconds. */
const longestHoldMs = 200;
/**
 * Read attempts and the delay between them, milliseconds. Reads fail temporarily with too many open files, or while a
 * virus scanner has a file open.
 */
const readTries = 3;
const readPauseMs = 50;

/** Options of {@link DiskEmbeddingCache}. */
export interface DiskEmbeddingCacheOptions {
  /** Most bytes on disk, both segments together; default 512 MiB, about 1.9 million vectors of 256 dimensions. */
  readonly maxBytes?: number;
  /** Logs when the disk cannot be read or written, once per outage. Default: no log. */
  readonly logger?: Logger;
  /** Acquires the right to write if other processes write too. Default: no lock. */
  readonly lock?: () => Promise<{ release(): Promise<void> }>;
  /** Default: Node's file system. */
  readonly fileSystem?: CacheFileSystem;
}

type Found = readonly (QuantizedVector | undefined)[];

/** A pending read. */
interface Read {
  readonly keys: readonly string[];
  readonly words: readonly KeyWords[];
  readonly resolve: (found: Found) => void;
}

/**
 * Vectors by content hash, in their own directory; see {@link EmbeddingCacheFiles}. A vector found in the previous
 * segment is copied into the current one, so vectors in use are kept.
 *
 * Vectors passed to `putMany` are not lost when the lock or the disk is unavailable: they wait in memory, where reads
 * find them, and are retried with later calls, by a timer, and by {@link close}. Reads work without the lock.
 *
 * Calls that arrive while the lock is held are served before it is released, with consecutive puts in one write:
 * taking the lock costs more than the work done under it.
 *
 * The directory must hold vectors of one model, dimension and prompt version: the caller puts those into its name.
 */
export class DiskEmbeddingCache implements EmbeddingCache {
  readonly #logger: Logger;
  readonly #lock: (() => Promise<{ release(): Promise<void> }>) | undefined;
  readonly #files: EmbeddingCacheFiles;
  readonly #waiting: WaitingVectors;
  #reads: Read[] = [];
  /** Resolvers of `putMany` calls, called when the vectors are written or the write has failed. */
  #writers: (() => void)[] = [];
  #serving: Promise<void> | undefined;
  /** A program that ends calls `close` first. */
  readonly #retry = new WriteRetry(() => void this.#serve());
  #isUnreadable = false;
  #hasForgotten = false;
  #hasReadBeside = false;

  constructor(
    private readonly directory: string,
    private readonly dimensions: number,
    {
      maxBytes = defaultMaxBytes,
      logger = silentLogger,
      lock,
      fileSystem = nodeFileSystem,
    }: DiskEmbeddingCacheOptions = {},
  ) {
    this.#logger = logger;
    this.#lock = lock;
    this.#files = new EmbeddingCacheFiles({ directory, dimensions, maxBytes, fileSystem, logger });
    this.#waiting = new WaitingVectors(dimensions, maxWaitingBytes);
  }

  /** @throws RangeError for a key that is not 32 hexadecimal characters */
  async getMany(keys: readonly string[]): Promise<Found> {
    const words = keys.map(parseKey);
    if (keys.length === 0) return [];
    return new Promise((resolve) => {
      this.#reads.push({ keys, words, resolve });
      void this.#serve();
    });
  }

  /** @throws RangeError for a key that is not 32 hexadecimal characters, and for vectors of another shape */
  async putMany(keys: readonly string[], vectors: QuantizedVectors): Promise<void> {
    const words = keys.map(parseKey);
    const { dimensions, data, scales } = vectors;
    const fits = data.length === keys.length * this.dimensions && scales.length === keys.length;
    if (dimensions !== this.dimensions || !fits) {
      throw new RangeError(
        `Vectors of ${dimensions} dimensions for ${keys.length} keys do not fit a cache of ${this.dimensions}`,
      );
    }
    if (keys.length === 0) return;
    this.#noteForgotten(this.#waiting.add(keys, words, vectors));
    await new Promise<void>((resolve) => {
      this.#writers.push(resolve);
      void this.#serve();
    });
  }

  /** Writes the waiting vectors; retries at once if an earlier write failed. */
  async close(): Promise<void> {
    this.#retry.hurry();
    await this.#serve();
    this.#retry.stop();
    if (this.#waiting.count === 0) return;
    this.#logger.warn(
      `${this.#waiting.count} vectors could not be written and will be embedded again: ${this.directory}`,
    );
  }

  /** Vectors wait, and may be written now. */
  get #hasWrites(): boolean {
    return this.#waiting.count > 0 && this.#retry.isDue;
  }

  #serve(): Promise<void> {
    this.#serving ??= this.#serveAll();
    return this.#serving;
  }

  async #serveAll(): Promise<void> {
    // Calls made in the same turn of the event loop are served together.
    await Promise.resolve();
    while (this.#reads.length > 0 || this.#writers.length > 0 || this.#hasWrites) {
      if (this.#retry.isDue) await this.#serveLocked();
      else await this.#serveBeside();
    }
    this.#serving = undefined;
  }

  /** Writes the waiting vectors and serves reads, with the lock held. */
  async #serveLocked(): Promise<void> {
    let lock: { release(): Promise<void> } | undefined;
    try {
      lock = await this.#lock?.();
    } catch (error) {
      this.#noteFailure(error);
      return;
    }
    try {
      if (this.#hasReadBeside) this.#files.forget();
      this.#hasReadBeside = false;
      const until = performance.now() + longestHoldMs;
      do {
        await this.#write();
        const read = this.#reads.shift();
        if (read) await this.#answer(read);
      } while ((this.#reads.length > 0 || this.#hasWrites) && performance.now() < until);
    } finally {
      await lock?.release().catch((error: unknown) => {
        this.#logger.warn(
          `The lock of the embedding cache cannot be removed: ${this.directory}: ${messageOf(error)}`,
        );
      });
    }
  }

  /** Serves reads without the lock: another process writes, or writing fails. */
  async #serveBeside(): Promise<void> {
    for (const resolve of this.#writers.splice(0)) resolve();
    this.#hasReadBeside = true;
    for (let read = this.#reads.shift(); read; read = this.#reads.shift()) await this.#answer(read);
  }

  async #write(): Promise<void> {
    const writers = this.#writers.splice(0);
    try {
      while (this.#hasWrites) {
        const { keys, vectors, done } = this.#waiting.take(maxWriteBytes);
        await this.#files.write(keys, vectors);
        done();
        this.#noteSuccess();
      }
    } catch (error) {
      this.#noteFailure(error);
    }
    for (const resolve of writers) resolve();
  }

  async #answer({ keys, words, resolve }: Read): Promise<void> {
    const found: (QuantizedVector | undefined)[] = keys.map((key) => this.#waiting.get(key));
    const missing = [...keys.keys()].filter((i) => found[i] === undefined);
    if (missing.length > 0) {
      const { vectors, older } = await this.#read(missing.map((i) => words[i]!));
      for (const [i, vector] of vectors.entries()) found[missing[i]!] = vector;
      if (!this.#retry.isFailing && older.length > 0) {
        this.#keep(
          older.map((i) => missing[i]!),
          { keys, words },
          found,
        );
        await this.#write();
      }
    }
    resolve(found);
  }

  async #read(words: readonly KeyWords[]): ReturnType<EmbeddingCacheFiles['read']> {
    for (let tries = 1; ; tries++) {
      try {
        const found = await this.#files.read(words);
        if (this.#isUnreadable) this.#logger.info(`The embedding cache can be read again: ${this.directory}`);
        this.#isUnreadable = false;
        return found;
      } catch (error) {
        if (!this.#isUnreadable && tries < readTries) {
          await sleep(readPauseMs * tries);
          continue;
        }
        if (!this.#isUnreadable) {
          this.#logger.warn(
            `The embedding cache cannot be read, its texts are embedded again: ${this.directory}: ${messageOf(error)}`,
          );
        }
        this.#isUnreadable = true;
        return { vectors: words.map(() => undefined), older: [] };
      }
    }
  }

  /** Queues vectors for writing that only the previous segment holds. */
  #keep(places: readonly number[], { keys, words }: Omit<Read, 'resolve'>, found: Found): void {
    const data = new Int8Array(places.length * this.dimensions);
    const scales = new Float32Array(places.length);
    for (const [row, place] of places.entries()) {
      data.set(found[place]!.data, row * this.dimensions);
      scales[row] = found[place]!.scale;
    }
    this.#waiting.add(
      places.map((place) => keys[place]!),
      places.map((place) => words[place]!),
      { dimensions: this.dimensions, data, scales },
    );
  }

  #noteFailure(error: unknown): void {
    if (this.#retry.noteFailure()) return;
    this.#logger.warn(
      `The embedding cache cannot be written, vectors wait in memory: ${this.directory}: ${messageOf(error)}`,
    );
  }

  #noteSuccess(): void {
    this.#hasForgotten = false;
    if (!this.#retry.noteSuccess()) return;
    this.#logger.info(`The embedding cache can be written again: ${this.directory}`);
  }

  #noteForgotten(count: number): void {
    if (count === 0 || this.#hasForgotten) return;
    this.#hasForgotten = true;
    this.#logger.warn(
      `${this.#waiting.count} vectors wait to be written, and no more fit into memory: further ones will be embedded again: ${this.directory}`,
    );
  }
}
