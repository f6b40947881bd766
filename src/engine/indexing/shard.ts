import type { PostingList } from '../retrieval/postings';
import type { SymbolKind } from '../../common/symbolKind';
import type { FileRecord } from './indexedFile';
import type { StringTable } from './stringTable';

/** A file in a shard: its record and where its chunks lie in the shard's columns. */
export interface ShardFile extends FileRecord {
  readonly firstChunk: number;
  readonly chunkCount: number;
}

/** The chunks of a shard, column by column; a file's chunks lie together, in the order of its lines. */
export interface ChunkColumns {
  readonly count: number;
  /** Number of the chunk's file within the shard. */
  readonly files: Uint32Array;
  /** 1-based, inclusive, as `endLines`. */
  readonly startLines: Uint32Array;
  readonly endLines: Uint32Array;
  /** Words in each chunk. */
  readonly lengths: Uint32Array;
  /** 16 bytes a chunk. */
  readonly textHashes: Uint8Array;
  /** Segments joined by U+001F. */
  readonly breadcrumbs: StringTable;
  /** `dimensions` numbers a chunk; zeros where a chunk has no vector. */
  readonly vectors: Int8Array;
  /** 1 / |vector|; 0 where a chunk has no vector. */
  readonly scales: Float32Array;
  /** 1 for each chunk that is licence, imports or front matter and nothing else. */
  readonly boilerplate: Uint8Array;
}

/** The names defined in a shard, column by column, in the order of their chunks. */
export interface SymbolColumns {
  readonly count: number;
  /** Number of the defining chunk within the shard. */
  readonly chunks: Uint32Array;
  /** 1-based line of each name in the file. */
  readonly lines: Uint32Array;
  /** 1-based first and last line of what each name stands for; see `SymbolDefinition`. */
  readonly startLines: Uint32Array;
  readonly endLines: Uint32Array;
  /** Index into {@link symbolKinds}. */
  readonly kinds: Uint8Array;
  /** Distinct terms in each name. */
  readonly widths: Uint8Array;
  readonly names: StringTable;
}

/**
 * One part of the index: all that is known of the files whose path falls into it, in columns that are stored and loaded
 * as they are. Never changed: an update makes a new one.
 */
export interface Shard {
  readonly dimensions: number;
  /** Ordered by path. */
  readonly files: readonly ShardFile[];
  readonly chunks: ChunkColumns;
  readonly symbols: SymbolColumns;
  /** Term → chunks it stands in (text, and path counted {@link pathBoost} times). */
  readonly bodies: PostingList;
  /** Term → symbols whose name holds it. */
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

/** How often the words of a file's path count in each of its chunks. */
export const pathBoost = 3;

/** Joins and divides the segments of a breadcrumb in {@link ChunkColumns.breadcrumbs}. */
export const breadcrumbSeparator = '\u001f';
