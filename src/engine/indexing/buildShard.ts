import { mergePostings, emptyPostings, type DocumentTerms } from '../retrieval/postings';
import type { TermAnalyzer } from '../retrieval/terms';
import type { IndexedChunk, IndexedFile } from './indexedFile';
import {
  breadcrumbSeparator,
  symbolKinds,
  textHashBytes,
  type ChunkColumns,
  type Shard,
  type ShardFile,
  type SymbolColumns,
} from './shard';
import { StringTable } from './stringTable';

/** A shard without files. */
export function emptyShard(dimensions: number): Shard {
  return {
    dimensions,
    files: [],
    chunks: {
      count: 0,
      files: new Uint32Array(0),
      startLines: new Uint32Array(0),
      endLines: new Uint32Array(0),
      lengths: new Uint32Array(0),
      textHashes: new Uint8Array(0),
      breadcrumbs: StringTable.of([]),
      vectors: new Int8Array(0),
      scales: new Float32Array(0),
      boilerplate: new Uint8Array(0),
    },
    symbols: {
      count: 0,
      chunks: new Uint32Array(0),
      lines: new Uint32Array(0),
      startLines: new Uint32Array(0),
      endLines: new Uint32Array(0),
      kinds: new Uint8Array(0),
      widths: new Uint8Array(0),
      names: StringTable.of([]),
    },
    bodies: emptyPostings,
    definitions: emptyPostings,
  };
}

/** Source of a file of the new shard: kept from the old shard, or put. */
type Source = { readonly path: string } & (
  | { readonly kept: ShardFile; readonly put?: undefined }
  | { readonly put: IndexedFile; readonly kept?: undefined }
);

/**
 * A new shard: the old one without the files in `remove` and with those in `put` (replacing any of the same path).
 * The same files give the same shard, byte by byte, whatever updates led to it.
 */
export function updateShard(
  old: Shard,
  put: readonly IndexedFile[],
  remove: ReadonlySet<string>,
  analyzer: TermAnalyzer,
): Shard {
  const replaced = new Set(put.map((file) => file.path));
  const sources: Source[] = [
    ...old.files
      .filter((file) => !remove.has(file.path) && !replaced.has(file.path))
      .map((kept) => ({ path: kept.path, kept })),
    ...put.map((file) => ({ path: file.path, put: file })),
  ];
  sources.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

  const plan = planChunks(old, sources);
  const { symbols, renumbered, added } = buildSymbols(old, plan, analyzer);
  return {
    dimensions: old.dimensions,
    files: plan.files,
    chunks: buildChunks(old, plan),
    symbols,
    bodies: mergePostings(
      old.bodies,
      plan.renumbered,
      plan.added.map(({ document, chunk }): DocumentTerms => ({ document, terms: chunk.terms })),
      plan.count,
    ),
    definitions: mergePostings(old.definitions, renumbered, added, symbols.count),
  };
}

/** Numbers of the chunks in the new shard. */
interface ChunkPlan {
  readonly files: readonly ShardFile[];
  readonly count: number;
  /** New number of each old chunk, -1 if it is removed. */
  readonly renumbered: Int32Array;
  /** New chunks with their numbers, ascending. */
  readonly added: readonly {
    readonly document: number;
    readonly file: number;
    readonly chunk: IndexedChunk;
  }[];
}

function planChunks(old: Shard, sources: readonly Source[]): ChunkPlan {
  const files: ShardFile[] = [];
  const renumbered = new Int32Array(old.chunks.count).fill(-1);
  const added: { document: number; file: number; chunk: IndexedChunk }[] = [];
  let count = 0;
  sources.forEach((source, file) => {
    const firstChunk = count;
    if (source.kept) {
      for (let i = 0; i < source.kept.chunkCount; i++) renumbered[source.kept.firstChunk + i] = count++;
      files.push({ ...source.kept, firstChunk });
    } else {
      const { chunks, ...record } = source.put;
      for (const chunk of chunks) added.push({ document: count++, file, chunk });
      files.push({ ...record, firstChunk, chunkCount: chunks.length });
    }
  });
  return { files, count, renumbered, added };
}

function buildChunks(old: Shard, plan: ChunkPlan): ChunkColumns {
  const { count } = plan;
  const { dimensions } = old;
  const files = new Uint32Array(count);
  plan.files.forEach((file, i) => files.fill(i, file.firstChunk, file.firstChunk + file.chunkCount));
  const startLines = new Uint32Array(count);
  const endLines = new Uint32Array(count);
  const lengths = new Uint32Array(count);
  const textHashes = new Uint8Array(count * textHashBytes);
  const breadcrumbs = new Array<string>(count);
  const vectors = new Int8Array(count * dimensions);
  const scales = new Float32Array(count);
  const boilerplate = new Uint8Array(count);

  plan.renumbered.forEach((to, from) => {
    if (to < 0) return;
    startLines[to] = old.chunks.startLines[from]!;
    endLines[to] = old.chunks.endLines[from]!;
    lengths[to] = old.chunks.lengths[from]!;
    const hash = old.chunks.textHashes.subarray(from * textHashBytes, (from + 1) * textHashBytes);
    textHashes.set(hash, to * textHashBytes);
    breadcrumbs[to] = old.chunks.breadcrumbs.at(from);
    vectors.set(old.chunks.vectors.subarray(from * dimensions, (from + 1) * dimensions), to * dimensions);
    scales[to] = old.chunks.scales[from]!;
    boilerplate[to] = old.chunks.boilerplate[from]!;
  });
  for (const { document, chunk } of plan.added) {
    startLines[document] = chunk.startLine;
    endLines[document] = chunk.endLine;
    lengths[document] = chunk.terms.length;
    textHashes.set(hexToBytes(chunk.textHash), document * textHashBytes);
    breadcrumbs[document] = chunk.breadcrumb.join(breadcrumbSeparator);
    vectors.set(chunk.vector, document * dimensions);
    scales[document] = chunk.scale;
    boilerplate[document] = chunk.isBoilerplate ? 1 : 0;
  }
  return {
    count,
    files,
    startLines,
    endLines,
    lengths,
    textHashes,
    breadcrumbs: StringTable.of(breadcrumbs),
    vectors,
    scales,
    boilerplate,
  };
}

function buildSymbols(
  old: Shard,
  plan: ChunkPlan,
  analyzer: TermAnalyzer,
): { symbols: SymbolColumns; renumbered: Int32Array; added: DocumentTerms[] } {
  interface Entry {
    chunk: number;
    line: number;
    startLine: number;
    endLine: number;
    kind: number;
    name: string;
    /** Number in the old shard, or -1. */
    from: number;
  }
  const entries: Entry[] = [];
  for (let from = 0; from < old.symbols.count; from++) {
    const chunk = plan.renumbered[old.symbols.chunks[from]!]!;
    if (chunk >= 0) {
      const { lines, startLines, endLines, kinds, names } = old.symbols;
      entries.push({
        chunk,
        line: lines[from]!,
        startLine: startLines[from]!,
        endLine: endLines[from]!,
        kind: kinds[from]!,
        name: names.at(from),
        from,
      });
    }
  }
  for (const { document, chunk } of plan.added) {
    for (const { kind, ...symbol } of chunk.symbols) {
      entries.push({ ...symbol, chunk: document, kind: symbolKinds.indexOf(kind), from: -1 });
    }
  }
  // The sort is stable: the symbols of one chunk keep their order.
  entries.sort((a, b) => a.chunk - b.chunk);

  const renumbered = new Int32Array(old.symbols.count).fill(-1);
  const widths = new Uint8Array(entries.length);
  const added: DocumentTerms[] = [];
  entries.forEach((entry, to) => {
    if (entry.from >= 0) {
      renumbered[entry.from] = to;
      widths[to] = old.symbols.widths[entry.from]!;
    } else {
      const terms = analyzer.analyze(entry.name);
      widths[to] = Math.min(255, terms.hashes.length);
      added.push({ document: to, terms });
    }
  });
  const symbols: SymbolColumns = {
    count: entries.length,
    chunks: Uint32Array.from(entries, (entry) => entry.chunk),
    lines: Uint32Array.from(entries, (entry) => entry.line),
    startLines: Uint32Array.from(entries, (entry) => entry.startLine),
    endLines: Uint32Array.from(entries, (entry) => entry.endLine),
    kinds: Uint8Array.from(entries, (entry) => entry.kind),
    widths,
    names: StringTable.of(entries.map((entry) => entry.name)),
  };
  return { symbols, renumbered, added };
}

function hexToBytes(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}
