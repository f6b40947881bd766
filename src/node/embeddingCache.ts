import { readdir } from 'node:fs/promises';
import { messageOf, systemCodeOf } from '../common/errors';
import { silentLogger, type Logger } from '../common/logger';
import type { EmbeddingCache } from '../engine/embedding/embeddingCache';
import type { QuantizedVector, QuantizedVectors } from '../engine/embedding/quantize';
import { EmbeddingCacheGeneration, generationOf } from './embeddingCacheGeneration';
import { parseKey, type KeyWords } from './embeddingKeyTable';

const defaultMaxBytes = 512 * 1024 * 1024;

/** Choices of {@link DiskEmbeddingCache}. */
export interface DiskEmbeddingCacheOptions {
  /** Most bytes on disk, both generations together; default 512 MiB, about 1.9 million vectors of 256 dimensions. */
  readonly maxBytes?: number;
  /** Told once when the disk cannot be written or read; default: nobody is. */
  readonly logger?: Logger;
}

/**
 * Vectors by content, in a directory of their own.
 *
 * Bounded by two generations: when the current one holds half of what is allowed, a new one begins, and the one before the
 * last is dropped. A vector found in the previous generation is copied into the current one, so what is still used stays.
 *
 * Calls in one process queue up. Between processes the caller holds a lock while it calls; a process that gets the lock
 * sees what the others have appended meanwhile. Files are open only during a call, so there is nothing to close.
 *
 * The directory must hold vectors of one model, dimension and prompt version: the caller puts those into its name. When
 * the disk is full or unreadable the cache warns once, and forgets from then on: a run is never lost for it.
 */
export class DiskEmbeddingCache implements EmbeddingCache {
  readonly #maxGenerationBytes: number;
  readonly #logger: Logger;
  #current: EmbeddingCacheGeneration;
  #previous: EmbeddingCacheGeneration | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #readable = true;
  #writable = true;

  constructor(
    private readonly directory: string,
    private readonly dimensions: number,
    options: DiskEmbeddingCacheOptions = {},
  ) {
    this.#maxGenerationBytes = (options.maxBytes ?? defaultMaxBytes) / 2;
    this.#logger = options.logger ?? silentLogger;
    this.#current = this.#generation(1);
  }

  /** @throws RangeError for a key that is not 32 hexadecimal characters */
  getMany(keys: readonly string[]): Promise<readonly (QuantizedVector | undefined)[]> {
    return this.#enqueue(async () => {
      const words = keys.map(parseKey);
      if (!this.#readable || keys.length === 0) {
        return keys.map(() => undefined);
      }
      try {
        await this.#refresh();
        return await this.#read(words);
      } catch (error) {
        this.#readable = false;
        this.#warn('read', error);
        return keys.map(() => undefined);
      }
    });
  }

  /** @throws RangeError for a key that is not 32 hexadecimal characters, and for vectors of another shape */
  putMany(keys: readonly string[], vectors: QuantizedVectors): Promise<void> {
    return this.#enqueue(async () => {
      const words = keys.map(parseKey);
      const { dimensions, data, scales } = vectors;
      const fits = data.length === keys.length * this.dimensions && scales.length === keys.length;
      if (dimensions !== this.dimensions || !fits) {
        throw new RangeError(
          `Vectors of ${dimensions} dimensions for ${keys.length} keys do not fit a cache of ${this.dimensions}`,
        );
      }
      await this.#write(words, vectors);
    });
  }

  async #read(keys: readonly KeyWords[]): Promise<readonly (QuantizedVector | undefined)[]> {
    const found = await readFrom(this.#current, keys);
    const missing = [...keys.keys()].filter((i) => found[i] === undefined);
    if (this.#previous !== undefined && missing.length > 0) {
      const older = await readFrom(
        this.#previous,
        missing.map((i) => keys[i]!),
      );
      const carried = new Map<KeyWords, QuantizedVector>();
      for (const [i, vector] of older.entries()) {
        if (vector !== undefined) {
          found[missing[i]!] = vector;
          carried.set(keys[missing[i]!]!, vector);
        }
      }
      await this.#write([...carried.keys()], pack([...carried.values()], this.dimensions));
    }
    return found;
  }

  async #write(keys: readonly KeyWords[], vectors: QuantizedVectors): Promise<void> {
    if (!this.#writable || keys.length === 0) {
      return;
    }
    try {
      await this.#refresh();
      const before = this.#current.sizeBytes;
      const isFull = before > 0 && before + this.#current.sizeOf(keys.length) > this.#maxGenerationBytes;
      if (isFull) {
        this.#previous = this.#current;
        this.#current = this.#generation(this.#current.number + 1);
      }
      await this.#current.append(keys, vectors);
      if (isFull) {
        await this.#dropOldGenerations();
      }
    } catch (error) {
      this.#writable = false;
      this.#warn('written', error);
    }
  }

  /** Sees what is on disk now: on the first call everything, afterwards what other processes did meanwhile. */
  async #refresh(): Promise<void> {
    const newest = Math.max(1, ...(await this.#generationNumbers()));
    if (newest !== this.#current.number || (newest > 1 && this.#previous === undefined)) {
      const known = [this.#current, this.#previous];
      const take = (number: number): EmbeddingCacheGeneration =>
        known.find((generation) => generation?.number === number) ?? this.#generation(number);
      this.#current = take(newest);
      this.#previous = newest > 1 ? take(newest - 1) : undefined;
      await this.#previous?.refresh();
    }
    await this.#current.refresh();
  }

  async #dropOldGenerations(): Promise<void> {
    for (const number of await this.#generationNumbers()) {
      if (number < this.#current.number - 1) {
        try {
          await this.#generation(number).remove();
        } catch (error) {
          // Another process may have it open; the next turn of generations tries again.
          this.#logger.debug(`Generation ${number} of the embedding cache stays: ${messageOf(error)}`);
        }
      }
    }
  }

  async #generationNumbers(): Promise<ReadonlySet<number>> {
    try {
      const numbers = (await readdir(this.directory)).map(generationOf);
      return new Set(numbers.filter((number) => number !== undefined));
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') {
        return new Set();
      }
      throw error;
    }
  }

  #generation(number: number): EmbeddingCacheGeneration {
    return new EmbeddingCacheGeneration(this.directory, number, this.dimensions);
  }

  /** Runs one call after the other; a rejected one does not stop those behind it. */
  #enqueue<T>(call: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(call);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  #warn(done: 'read' | 'written', error: unknown): void {
    this.#logger.warn(
      `The embedding cache cannot be ${done}, going on without: ${this.directory}: ${messageOf(error)}`,
    );
  }
}

async function readFrom(
  generation: EmbeddingCacheGeneration,
  keys: readonly KeyWords[],
): Promise<(QuantizedVector | undefined)[]> {
  const records = keys.map((key) => generation.find(key));
  const vectors = await generation.read(records.filter((record) => record >= 0));
  let next = 0;
  return records.map((record) => (record < 0 ? undefined : vectors[next++]));
}

function pack(vectors: readonly QuantizedVector[], dimensions: number): QuantizedVectors {
  const data = new Int8Array(vectors.length * dimensions);
  const scales = new Float32Array(vectors.length);
  for (const [row, vector] of vectors.entries()) {
    data.set(vector.data, row * dimensions);
    scales[row] = vector.scale;
  }
  return { dimensions, data, scales };
}
