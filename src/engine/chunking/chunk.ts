import type { SymbolKind } from '../../common/symbolKind';

/** A name defined in a chunk. */
export interface SymbolDefinition {
  readonly name: string;
  readonly kind: SymbolKind;
  /** 1-based line of the name in the file. */
  readonly line: number;
  /** 1-based, at most `line`: the first line of what is defined, comments and decorators above it included. */
  readonly startLine: number;
  /** 1-based, inclusive, at least `line`: the last line of what is defined. May lie in a later chunk. */
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
  /** What encloses the chunk, outermost first, the file itself left out: classes and functions, or headings. */
  readonly breadcrumb: readonly string[];
  readonly symbols: readonly SymbolDefinition[];
}

/** How a file was divided. */
export type ChunkingMethod = 'syntax' | 'headings' | 'cells' | 'text';

/** A whole file in chunks. */
export interface ChunkedFile {
  readonly method: ChunkingMethod;
  readonly chunks: readonly Chunk[];
  /** Set when syntax was meant to be used and could not be: what went wrong. */
  readonly fallback?: string;
  /** Whether the reason for `fallback` may be gone the next time, as it does not lie in the file. Default false. */
  readonly mayPass?: boolean;
}
