import { symbolKinds, textHashBytes, type Shard } from '../../engine/indexing/shard';
import type { StringTable } from '../../engine/indexing/stringTable';
import type { PostingList } from '../../engine/retrieval/postings';
import { CorruptFileError } from './packedFile';

/**
 * Verifies that no look-up in a shard leaves its columns: counts agree, offsets ascend, and indices are within the
 * column they refer to. One pass over everything except text and vectors, about a millisecond.
 *
 * @throws CorruptFileError
 */
export function checkShard(shard: Shard): void {
  checkColumns(shard);
  checkPostings(shard.bodies, shard.chunks.count);
  checkPostings(shard.definitions, shard.symbols.count);
}

/** {@link checkShard} without the posting lists, which are checked while they are read. */
export function checkColumns({ dimensions, files, chunks, symbols }: Shard): void {
  let firstChunk = 0;
  files.forEach((file, i) => {
    assert(i === 0 || files[i - 1]!.path < file.path, 'files out of order');
    assert(Number.isSafeInteger(file.chunkCount) && file.chunkCount >= 0, 'a count of chunks');
    assert(file.firstChunk === firstChunk, 'the place of a file');
    firstChunk += file.chunkCount;
  });
  const { count } = chunks;
  assert(firstChunk === count, 'chunks without a file');
  const { startLines: firstLines, endLines: lastLines, lengths, scales, boilerplate } = chunks;
  for (const column of [chunks.files, firstLines, lastLines, lengths, scales, boilerplate]) {
    assert(column.length === count, 'a column of chunks');
  }
  assert(chunks.textHashes.length === count * textHashBytes, 'the hashes of chunks');
  assert(chunks.vectors.length === count * dimensions, 'the vectors');
  // Written so that NaN fails too.
  for (const scale of chunks.scales) assert(scale >= 0 && scale < Infinity, 'a scale');
  checkStrings(chunks.breadcrumbs, count);

  const { lines, startLines, endLines } = symbols;
  for (const column of [symbols.chunks, lines, startLines, endLines, symbols.kinds, symbols.widths]) {
    assert(column.length === symbols.count, 'a column of symbols');
  }
  let previous = 0;
  for (const chunk of symbols.chunks) {
    assert(chunk >= previous && chunk < count, 'the chunk of a symbol');
    previous = chunk;
  }
  for (const kind of symbols.kinds) assert(kind < symbolKinds.length, 'the kind of a symbol');
  checkStrings(symbols.names, symbols.count);
}

function checkPostings({ hashes, offsets, documents, counts }: PostingList, documentCount: number): void {
  checkOffsets(offsets, hashes.length, documents.length);
  assert(counts.length === documents.length, 'the counts of terms');
  for (let i = 1; i < hashes.length; i++) assert(hashes[i - 1]! < hashes[i]!, 'terms out of order');
  for (const document of documents) assert(document < documentCount, 'the chunk of a term');
}

function checkStrings({ bytes, offsets }: StringTable, count: number): void {
  checkOffsets(offsets, count, bytes.length);
}

/** @param size length of the column that `offsets` divide into `count` parts */
function checkOffsets(offsets: Uint32Array, count: number, size: number): void {
  assert(offsets.length === count + 1 && offsets[0] === 0 && offsets[count] === size, 'offsets');
  for (let i = 0; i < count; i++) assert(offsets[i]! <= offsets[i + 1]!, 'offsets out of order');
}

function assert(sound: boolean, what: string): void {
  if (!sound) throw new CorruptFileError(`its content contradicts itself: ${what}`);
}
