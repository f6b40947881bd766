import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import type { Shard } from '../../engine/indexing/shard';
import { totalsOf } from '../../engine/retrieval/lexicalStatistics';
import { decodeShard, encodeShard } from '../store/shardFormat';

/** A file as it is published: a shard of its own, without what is different on each machine. */
export interface FilePart {
  readonly shard: Shard;
  /** The shard as it is stored on disk, not compressed. */
  readonly bytes: Uint8Array;
  /** SHA-256 of `bytes`: the same file, chunked and embedded in the same way, has the same key everywhere. */
  readonly key: Buffer;
}

/** @param shard of one file */
export function filePartOf(shard: Shard): FilePart {
  const { path, language, kind, sizeBytes, contentHash, encoding, generated, firstChunk, chunkCount } =
    shard.files[0]!;
  const record = {
    ...{ path, language, kind, sizeBytes, mtimeMs: 0, contentHash, firstChunk, chunkCount },
    ...(encoding !== undefined && { encoding }),
    ...(generated !== undefined && { generated }),
  };
  const published: Shard = { ...shard, files: [record] };
  const bytes = encodeShard(published);
  return { shard: published, bytes, key: createHash('sha256').update(bytes).digest() };
}

/** Compresses a value of the database; {@link decompress} reads it. */
export function compress(bytes: Uint8Array): Buffer {
  return deflateSync(bytes);
}

/** Largest content of a compressed value, bytes: one that claims more is not read. */
const mostBytes = 256 * 1024 * 1024;

/** @throws RangeError, or the error of zlib, for anything that {@link compress} did not make */
export function decompress(bytes: Uint8Array): Buffer<ArrayBuffer> {
  return inflateSync(bytes, { maxOutputLength: mostBytes }) as Buffer<ArrayBuffer>;
}

/**
 * Reads a published file, whose bytes come from another machine.
 *
 * @throws CorruptFileError and others if the bytes are not those of this file in this format
 */
export function readFilePart(data: Uint8Array, path: string, dimensions: number): Shard {
  const shard = decodeShard(decompress(data));
  if (shard.files.length !== 1 || shard.files[0]!.path !== path || shard.dimensions !== dimensions)
    throw new Error(`it is not the published state of ${path}`);
  return shard;
}

/** The mean of the vectors of a file, of any length; undefined without vectors. */
export function meanVector({ chunks, dimensions }: Shard): Float32Array | undefined {
  const sum = new Float32Array(dimensions);
  chunks.scales.forEach((scale, chunk) => {
    for (let d = 0; d < dimensions; d++) sum[d]! += chunks.vectors[chunk * dimensions + d]! * scale;
  });
  return sum.some((value) => value !== 0) ? sum : undefined;
}

/** Words of a file, and of the names that are defined in it. */
export function wordsOf(shard: Shard): { readonly words: number; readonly nameWords: number } {
  const { words, nameWords } = totalsOf([shard]);
  return { words, nameWords };
}
