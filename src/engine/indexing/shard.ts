import type { PostingList } from '../retrieval/postings';
import type { SymbolKind } from '../../common/contracts/symbolKind';
import type { FileRecord } from './indexedFile';
import type { StringTable } from './stringTable';

/** A file in a shard: its record and the position of its chunks in the shard's columns. */
export interface ShardFile extends FileRecord {
  readonly firstChunk: number;
  readonly chunkCount: number;
}

/** The chunks of a shard, column by column; the chunks of a file are adjacent, in line order. */
export interface ChunkColumns {
  readonly count: number;
  /** Number of the chunk's file within the shard. */
  readonly files: Uint32Array;
  /** 1-based, inclusive, as `endLines`. */
  readonly startLines: Uint32Array;
  readonly endLines: Uint32Array;
  /** Words in each chunk. */
  readonly lengths: Uint32Array;
  /** {@link textHashBytes} per chunk. */
  readonly textHashes: Uint8Array;
  /** Segments joined by U+001F. */
  readonly breadcrumbs: StringTable;
  /** `dimensions` numbers per chunk; zeros if a chunk has no vector. */
  readonly vectors: Int8Array;
  /** 1 / |vector|; 0 if a chunk has no vector. */
  readonly scales: Float32Array;
  /** 1 for each chunk that contains only license text, imports or front matter. */
  readonly boilerplate: Uint8Array;
}

/** The names defined in a shard, column by column, in the order of their chunks. */
export interface SymbolColumns {
  readonly count: number;
  /** Number of the defining chunk within the shard. */
  readonly chunks: Uint32Array;
  /** 1-based line of each name in the file. */
  readonly lines: Uint32Array;
  /** 1-based first and last line of the definition of each name; see `SymbolDefinition`. */
  readonly startLines: Uint32Array;
  readonly endLines: Uint32Array;
  /** Index into {@link symbolKinds}. */
  readonly kinds: Uint8Array;
  /** Distinct terms in each name. */
  readonly widths: Uint8Array;
  readonly names: StringTable;
}

/**
 * One part of the index: all data of the files whose paths belong to it, in columns that are stored and loaded
 * unchanged. Immutable: an update creates a new shard.
 */
export interface Shard {
  readonly dimensions: number;
  /** Ordered by path. */
  readonly files: readonly ShardFile[];
  readonly chunks: ChunkColumns;
  readonly symbols: SymbolColumns;
  /** Term → chunks that contain it (text, and path counted {@link pathBoost} times). */
  readonly bodies: PostingList;
  /** Term → symbols whose name contains it. */
  readonly definitions: PostingList;
}

/** Order in which kinds are numbered in the stored index. Append only. */
export const symbolKinds: readonly SymbolKind[] = [
  'class',
  'interface',
  'struct',
  'enum',
  'trait',
  'type',
  'module',
  'function',
  'method',
  'constructor',
  'property',
  'constant',
  'variable',
  'macro',
  'section',
  'key',
];

/** Bytes of the hash of a chunk's text. */
export const textHashBytes = 16;

/** How often the words of a file's path count in each of its chunks. */
export const pathBoost = 3;

/** Separates the segments of a breadcrumb in {@link ChunkColumns.breadcrumbs}. */
export const breadcrumbSeparator = '\u001f';
