import type { WordSequence } from '../wordSequence';

/** A text in which a query is looked for: a chunk, as it is now. */
export interface ReadChunkText {
  readonly path: string;
  readonly text: string;
  /** The file before the chunk. */
  readonly before: () => string;
  readonly words: () => WordSequence;
}

/** The part of a text that matches a query. */
export interface Found {
  /** As in `VerbatimPlace`. */
  readonly strength: number;
  /** Positions in the text; `end` is that of its last word, or of its first one. */
  readonly start: number;
  readonly end: number;
}

/** One way to read a query, and to find it in a text. */
export interface Reading {
  readonly find: (chunk: ReadChunkText) => Found | undefined;
}
