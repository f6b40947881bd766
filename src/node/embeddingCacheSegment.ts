import { constants } from 'node:fs';
import type * as nodeFileSystem from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { systemCodeOf } from '../common/errors/errors';
import type { QuantizedVector, QuantizedVectors } from '../engine/embedding/quantize';
import { EmbeddingKeyTable, type KeyWords } from './embeddingKeyTable';
import { makeDirectory } from './makeDirectory';

/** File system calls that a cache uses. */
export type CacheFileSystem = Pick<typeof nodeFileSystem, 'mkdir' | 'open' | 'readdir' | 'rm' | 'stat'>;

/** Key (16 bytes) and checksum (4). */
const keyRecordBytes = 20;
const scaleBytes = 4;
/** Records that are further apart than this are read separately. */
const maxGapBytes = 16 * 1024;
const maxReadBytes = 4 * 1024 * 1024;

/**
 * Two files: `N.vectors` and `N.keys`. The order of the names is not the order of the numbers; code compares numbers.
 */
const FILE_NAME = /^([1-9]\d{0,14})\.(?:keys|vectors)$/;

/** Number of the segment that a file belongs to; undefined for other files. */
export function segmentOf(fileName: string): number | undefined {
  const digits = FILE_NAME.exec(fileName)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * One segment of the cache: two append-only files of fixed-size records. Record i of `N.vectors` holds the int8
 * numbers and the scale of the vector whose key and checksum are record i of `N.keys`.
 *
 * Vectors are written before keys and checked when read. After a crash, a partial record, a record in only one file
 * or a block of zeros is therefore never returned as a vector: at worst a vector is lost. Files are not synced.
 */
export class EmbeddingCacheSegment {
  readonly #table = new EmbeddingKeyTable();
  readonly #keysFile: string;
  readonly #vectorsFile: string;
  readonly #stride: number;

  constructor(
    private readonly directory: string,
    readonly number: number,
    private readonly dimensions: number,
    private readonly fileSystem: CacheFileSystem,
  ) {
    this.#keysFile = path.join(directory, `${number}.keys`);
    this.#vectorsFile = path.join(directory, `${number}.vectors`);
    this.#stride = dimensions + scaleBytes;
  }

  /** Total size of the complete records in both files, bytes. */
  get sizeBytes(): number {
    return this.sizeOf(this.#table.count);
  }

  /** Size of a number of records, bytes. */
  sizeOf(records: number): number {
    return records * (this.#stride + keyRecordBytes);
  }

  /** Record number of a key, or -1. */
  find(key: KeyWords): number {
    return this.#table.find(key);
  }

  /** Reads newly written records: all on the first call, later those appended by another process. */
  async refresh(): Promise<void> {
    const [keysBytes, vectorsBytes] = await Promise.all([
      this.#sizeOf(this.#keysFile),
      this.#sizeOf(this.#vectorsFile),
    ]);
    const records = Math.floor(Math.min(keysBytes / keyRecordBytes, vectorsBytes / this.#stride));
    if (records < this.#table.count) {
      this.#table.clear();
    }
    const known = this.#table.count;
    if (records === known) {
      return;
    }
    const bytes = await this.#withFile(this.#keysFile, constants.O_RDONLY, (file) =>
      readRange(file, known * keyRecordBytes, records * keyRecordBytes),
    );
    for (let at = 0; at + keyRecordBytes <= bytes.length; at += keyRecordBytes) {
      this.#table.add(readKey(bytes, at), bytes.readUInt32LE(at + 16));
    }
  }

  /**
   * Reads vectors in the order of the given numbers, in few large reads; undefined for damaged ones.
   * @param records numbers from {@link find}
   */
  async read(records: readonly number[]): Promise<(QuantizedVector | undefined)[]> {
    const found = new Map<number, QuantizedVector>();
    const sorted = Uint32Array.from(records).sort();
    if (sorted.length > 0) {
      await this.#withFile(this.#vectorsFile, constants.O_RDONLY, async (file) => {
        for (const run of runsOf(sorted, this.#stride)) {
          await this.#readRun(file, run, found);
        }
      });
    }
    return records.map((record) => found.get(record));
  }

  /**
   * Appends row i of `vectors` under key i. Incomplete data after the last record, left by a crash, is truncated
   * first.
   */
  async append(keys: readonly KeyWords[], vectors: QuantizedVectors): Promise<void> {
    const first = this.#table.count;
    const stride = this.#stride;
    const vectorBlock = Buffer.alloc(keys.length * stride);
    const keyBlock = Buffer.alloc(keys.length * keyRecordBytes);
    for (const [row, key] of keys.entries()) {
      const at = row * stride;
      vectorBlock.set(asBytes(vectors.data.subarray(row * this.dimensions, (row + 1) * this.dimensions)), at);
      vectorBlock.writeFloatLE(vectors.scales[row]!, at + this.dimensions);
      writeKey(key, keyBlock, row * keyRecordBytes);
      keyBlock.writeUInt32LE(crc32(vectorBlock.subarray(at, at + stride)), row * keyRecordBytes + 16);
    }
    await makeDirectory(this.directory, this.fileSystem);
    await this.#appendAt(this.#vectorsFile, first * stride, vectorBlock);
    await this.#appendAt(this.#keysFile, first * keyRecordBytes, keyBlock);
    for (const [row, key] of keys.entries()) {
      this.#table.add(key, keyBlock.readUInt32LE(row * keyRecordBytes + 16));
    }
  }

  /** Deletes its files, keys first: vectors without keys cannot be found. */
  async remove(): Promise<void> {
    await this.fileSystem.rm(this.#keysFile, { force: true });
    await this.fileSystem.rm(this.#vectorsFile, { force: true });
  }

  async #readRun(file: FileHandle, run: Uint32Array, into: Map<number, QuantizedVector>): Promise<void> {
    const stride = this.#stride;
    const first = run[0]!;
    const bytes = await readRange(file, first * stride, (run.at(-1)! + 1) * stride);
    for (const record of run) {
      const at = (record - first) * stride;
      const vectorBytes = bytes.subarray(at, at + stride);
      if (crc32(vectorBytes) === this.#table.checksumOf(record)) {
        into.set(record, {
          data: new Int8Array(vectorBytes.buffer, vectorBytes.byteOffset, this.dimensions),
          scale: vectorBytes.readFloatLE(this.dimensions),
        });
      }
    }
  }

  async #sizeOf(file: string): Promise<number> {
    try {
      return (await this.fileSystem.stat(file)).size;
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') {
        return 0;
      }
      throw error;
    }
  }

  async #withFile<T>(name: string, flags: number, use: (file: FileHandle) => Promise<T>): Promise<T> {
    const file = await this.fileSystem.open(name, flags);
    try {
      return await use(file);
    } finally {
      await file.close();
    }
  }

  async #appendAt(name: string, position: number, bytes: Buffer): Promise<void> {
    await this.#withFile(name, constants.O_RDWR | constants.O_CREAT, async (file) => {
      if ((await file.stat()).size > position) {
        await file.truncate(position);
      }
      let written = 0;
      while (written < bytes.length) {
        const result = await file.write(bytes, written, bytes.length - written, position + written);
        written += result.bytesWritten;
      }
    });
  }
}

/** Divides sorted record numbers into runs that one read each can serve efficiently. */
function* runsOf(sorted: Uint32Array, stride: number): Generator<Uint32Array> {
  let start = 0;
  for (let i = 1; i <= sorted.length; i++) {
    const isApart =
      i === sorted.length ||
      (sorted[i]! - sorted[i - 1]!) * stride > maxGapBytes ||
      (sorted[i]! - sorted[start]!) * stride > maxReadBytes;
    if (isApart) {
      yield sorted.subarray(start, i);
      start = i;
    }
  }
}

function readKey(bytes: Buffer, at: number): KeyWords {
  return [
    bytes.readUInt32LE(at),
    bytes.readUInt32LE(at + 4),
    bytes.readUInt32LE(at + 8),
    bytes.readUInt32LE(at + 12),
  ];
}

function writeKey(key: KeyWords, bytes: Buffer, at: number): void {
  for (const [i, word] of key.entries()) {
    bytes.writeUInt32LE(word, at + 4 * i);
  }
}

function asBytes(data: Int8Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** The bytes from `begin` to `end`; fewer if the file is shorter. */
async function readRange(file: FileHandle, begin: number, end: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(end - begin);
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, begin + filled);
    if (bytesRead === 0) {
      break;
    }
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
