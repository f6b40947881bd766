import type { SymbolKind } from '../../common/contracts/symbolKind';

/** A name defined in a chunk. */
export interface SymbolDefinition {
  readonly name: string;
  readonly kind: SymbolKind;
  /** 1-based line of the name in the file; the first line of the definition if the name follows its body. */
  readonly line: number;
  /** 1-based, at most `line`: the first line of the definition, including comments and decorators above it. */
  readonly startLine: number;
  /** 1-based, inclusive, at least `line`: the last line of the definition. May be in a later chunk. */
  readonly endLine: number;
}

/** A contiguous span of a file that is embedded and returned. The chunks of a file cover each line exactly once. */
export interface Chunk {
  /** 1-based, inclusive. */
  readonly startLine: number;
  /** 1-based, inclusive. */
  readonly endLine: number;
  /** The text of those lines without the last line break; for a notebook cell, the cell's source. Without embedded data. */
  readonly text: string;
  /** The scopes that enclose the chunk, outermost first, without the file itself: classes and functions, or headings. */
  readonly breadcrumb: readonly string[];
  readonly symbols: readonly SymbolDefinition[];
}

/** Method by which a file was chunked. */
export type ChunkingMethod = 'syntax' | 'headings' | 'cells' | 'text';

/** A file divided into chunks. */
export interface ChunkedFile {
  readonly method: ChunkingMethod;
  readonly chunks: readonly Chunk[];
  /** Set if syntax chunking failed: the reason. */
  readonly fallback?: string;
  /** Whether the cause of `fallback` is temporary, that is, not in the file. Default false. */
  readonly mayPass?: boolean;
}
