import type { Language, Parser } from 'web-tree-sitter';

/** Name under which a {@link GrammarSource} holds the WebAssembly module of tree-sitter itself. */
export const runtimeName = 'web-tree-sitter';

/** The tree-sitter library, as its package exports it. */
export interface TreeSitter {
  readonly Parser: typeof Parser;
  readonly Language: typeof Language;
}

/** Port through which the chunker gets tree-sitter: the library, its WebAssembly module and one for each grammar. */
export interface GrammarSource {
  /**
   * The bytes of a grammar (`python`, `c-sharp`, ...), or of the runtime under {@link runtimeName}. Rejects when it has
   * none of that name or cannot read it; files of that language are then chunked without syntax.
   */
  load(name: string): Promise<Uint8Array>;
  /**
   * A new copy of the library at each call. A copy has one WebAssembly memory for good; after a crash that memory cannot be
   * used any more.
   */
  newTreeSitter(): TreeSitter;
}
