import type { PostingList } from '../retrieval/postings';
import { textHashBytes, type ChunkColumns, type Shard, type ShardFile, type SymbolColumns } from './shard';
import { StringTable } from './stringTable';

/** The files of a shard that have chunks, each as a shard of its own, in the order of the shard. */
export function splitShard(shard: Shard): Shard[] {
  const { files, chunks, symbols, dimensions } = shard;
  const symbolEnds = endsOf(
    files.length,
    Array.from(symbols.chunks, (chunk) => chunks.files[chunk]!),
  );
  const chunkEnds = files.map(({ firstChunk, chunkCount }) => firstChunk + chunkCount);
  const bodies = splitPostings(shard.bodies, chunkEnds);
  const definitions = splitPostings(shard.definitions, symbolEnds);
  return files.flatMap((file, i) => {
    if (file.chunkCount === 0) return [];
    return {
      dimensions,
      files: [{ ...file, firstChunk: 0 }],
      chunks: chunksOf(shard, file),
      symbols: symbolsOf(symbols, symbolEnds[i - 1] ?? 0, symbolEnds[i]!, file.firstChunk),
      bodies: bodies[i]!,
      definitions: definitions[i]!,
    };
  });
}

/** For each file the number of entries in it and in the files before it. */
function endsOf(fileCount: number, filesOfEntries: readonly number[]): number[] {
  const ends = new Array<number>(fileCount).fill(0);
  for (const file of filesOfEntries) ends[file]!++;
  for (let file = 1; file < fileCount; file++) ends[file]! += ends[file - 1]!;
  return ends;
}

function chunksOf({ chunks, dimensions }: Shard, { firstChunk, chunkCount }: ShardFile): ChunkColumns {
  const end = firstChunk + chunkCount;
  return {
    count: chunkCount,
    files: new Uint32Array(chunkCount),
    startLines: chunks.startLines.slice(firstChunk, end),
    endLines: chunks.endLines.slice(firstChunk, end),
    lengths: chunks.lengths.slice(firstChunk, end),
    textHashes: chunks.textHashes.slice(firstChunk * textHashBytes, end * textHashBytes),
    breadcrumbs: stringsOf(chunks.breadcrumbs, firstChunk, end),
    vectors: chunks.vectors.slice(firstChunk * dimensions, end * dimensions),
    scales: chunks.scales.slice(firstChunk, end),
    boilerplate: chunks.boilerplate.slice(firstChunk, end),
  };
}

function symbolsOf(symbols: SymbolColumns, first: number, end: number, firstChunk: number): SymbolColumns {
  return {
    count: end - first,
    chunks: symbols.chunks.slice(first, end).map((chunk) => chunk - firstChunk),
    lines: symbols.lines.slice(first, end),
    startLines: symbols.startLines.slice(first, end),
    endLines: symbols.endLines.slice(first, end),
    kinds: symbols.kinds.slice(first, end),
    widths: symbols.widths.slice(first, end),
    names: stringsOf(symbols.names, first, end),
  };
}

function stringsOf({ bytes, offsets }: StringTable, first: number, end: number): StringTable {
  const start = offsets[first]!;
  return new StringTable(
    bytes.slice(start, offsets[end]),
    offsets.slice(first, end + 1).map((offset) => offset - start),
  );
}

interface GrowingPostings {
  readonly hashes: number[];
  readonly offsets: number[];
  readonly documents: number[];
  readonly counts: number[];
}

/**
 * A posting list for each range of documents.
 *
 * @param ends for each range the number of the document after its last one; the next range begins there
 */
function splitPostings(postings: PostingList, ends: readonly number[]): PostingList[] {
  const parts = ends.map((): GrowingPostings => ({ hashes: [], offsets: [0], documents: [], counts: [] }));
  const { hashes, offsets, documents, counts } = postings;
  for (let term = 0; term < hashes.length; term++) {
    let range = 0;
    for (let i = offsets[term]!; i < offsets[term + 1]!; i++) {
      const document = documents[i]!;
      while (document >= ends[range]!) range++;
      const part = parts[range]!;
      if (part.hashes.at(-1) !== hashes[term]) {
        part.hashes.push(hashes[term]!);
        part.offsets.push(part.documents.length);
      }
      part.documents.push(document - (ends[range - 1] ?? 0));
      part.counts.push(counts[i]!);
      part.offsets[part.offsets.length - 1] = part.documents.length;
    }
  }
  return parts.map((part, range) => {
    const documentCount = ends[range]! - (ends[range - 1] ?? 0);
    const Numbers = documentCount <= 0x10000 ? Uint16Array : Uint32Array;
    return {
      hashes: Uint32Array.from(part.hashes),
      offsets: Uint32Array.from(part.offsets),
      documents: Numbers.from(part.documents),
      counts: Uint8Array.from(part.counts),
    };
  });
}
