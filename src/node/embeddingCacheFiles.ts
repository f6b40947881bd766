import { messageOf, systemCodeOf } from '../common/errors/errors';
import type { Logger } from '../common/logger';
import type { QuantizedVector, QuantizedVectors } from '../engine/embedding/quantize';
import { EmbeddingCacheSegment, segmentOf, type CacheFileSystem } from './embeddingCacheSegment';
import type { KeyWords } from './embeddingKeyTable';

/** Location and size limit of the files of a cache. */
export interface EmbeddingCacheFilesParts {
  readonly directory: string;
  readonly dimensions: number;
  /** Most bytes on disk, both segments together. */
  readonly maxBytes: number;
  readonly fileSystem: CacheFileSystem;
  readonly logger: Logger;
}

/** Result of a read. */
export interface FoundVectors {
  /** One entry per key, in the order of the keys. */
  readonly vectors: readonly (QuantizedVector | undefined)[];
  /**
   * Positions of vectors that only the previous segment holds. They are deleted with it unless they are written
   * again.
   */
  readonly older: readonly number[];
}

/**
 * The files of a cache. Two segments bound their size: when the current one reaches half of the limit, a new one
 * begins and the one before the last is deleted.
 *
 * One call at a time. Only one process may write at a time. Reading during another process's write is safe: records
 * are append-only and checked when read. Files are open only during a call, so there is nothing to close. Every call
 * rejects with the error of the file system, and leaves the stored data readable.
 */
export class EmbeddingCacheFiles {
  readonly #maxSegmentBytes: number;
  #current: EmbeddingCacheSegment;
  #previous: EmbeddingCacheSegment | undefined;

  constructor(private readonly parts: EmbeddingCacheFilesParts) {
    this.#maxSegmentBytes = parts.maxBytes / 2;
    this.#current = this.#segment(1);
  }

  async read(keys: readonly KeyWords[]): Promise<FoundVectors> {
    await this.#refresh();
    const vectors = await readFrom(this.#current, keys);
    const missing = [...keys.keys()].filter((i) => vectors[i] === undefined);
    if (this.#previous === undefined || missing.length === 0) return { vectors, older: [] };
    const found = await readFrom(
      this.#previous,
      missing.map((i) => keys[i]!),
    );
    for (const [i, vector] of found.entries()) vectors[missing[i]!] = vector;
    return { vectors, older: missing.filter((i) => vectors[i] !== undefined) };
  }

  /** Appends row i of `vectors` under key i. */
  async write(keys: readonly KeyWords[], vectors: QuantizedVectors): Promise<void> {
    await this.#refresh();
    const before = this.#current.sizeBytes;
    const isFull = before > 0 && before + this.#current.sizeOf(keys.length) > this.#maxSegmentBytes;
    if (isFull) {
      this.#previous = this.#current;
      this.#current = this.#segment(this.#current.number + 1);
    }
    await this.#current.append(keys, vectors);
    if (isFull) await this.#dropOldSegments();
  }

  /** Discards what was read of the files: during another process's write, a partial record may have been read. */
  forget(): void {
    this.#current = this.#segment(1);
    this.#previous = undefined;
  }

  /** Reads the current state of the files: everything on the first call, later the changes by other processes. */
  async #refresh(): Promise<void> {
    const newest = Math.max(1, ...(await this.#segmentNumbers()));
    if (newest !== this.#current.number || (newest > 1 && this.#previous === undefined)) {
      const known = [this.#current, this.#previous];
      const take = (number: number): EmbeddingCacheSegment =>
        known.find((segment) => segment?.number === number) ?? this.#segment(number);
      this.#current = take(newest);
      this.#previous = newest > 1 ? take(newest - 1) : undefined;
    }
    await this.#previous?.refresh();
    await this.#current.refresh();
  }

  async #dropOldSegments(): Promise<void> {
    for (const number of await this.#segmentNumbers()) {
      if (number < this.#current.number - 1) {
        try {
          await this.#segment(number).remove();
        } catch (error) {
          // Another process may have the file open; the next change of segments retries.
          this.parts.logger.debug(
            `Segment ${number} of the embedding cache cannot be deleted: ${messageOf(error)}`,
          );
        }
      }
    }
  }

  async #segmentNumbers(): Promise<ReadonlySet<number>> {
    try {
      const numbers = (await this.parts.fileSystem.readdir(this.parts.directory)).map(segmentOf);
      return new Set(numbers.filter((number) => number !== undefined));
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return new Set();
      throw error;
    }
  }

  #segment(number: number): EmbeddingCacheSegment {
    const { directory, dimensions, fileSystem } = this.parts;
    return new EmbeddingCacheSegment(directory, number, dimensions, fileSystem);
  }
}

async function readFrom(
  segment: EmbeddingCacheSegment,
  keys: readonly KeyWords[],
): Promise<(QuantizedVector | undefined)[]> {
  const records = keys.map((key) => segment.find(key));
  const vectors = await segment.read(records.filter((record) => record >= 0));
  let next = 0;
  return records.map((record) => (record < 0 ? undefined : vectors[next++]));
}
