import type { Language, Parser } from 'web-tree-sitter';

/** Name of the WebAssembly module of tree-sitter itself in a {@link GrammarSource}. */
export const runtimeName = 'web-tree-sitter';

/** The tree-sitter library, as its package exports it. */
export interface TreeSitter {
  readonly Parser: typeof Parser;
  readonly Language: typeof Language;
}

/** Port that provides tree-sitter to the chunker: the library, its WebAssembly module and one for each grammar. */
export interface GrammarSource {
  /**
   * The bytes of a grammar (`python`, `c-sharp`, ...), or of the runtime under {@link runtimeName}. Rejects if it has
   * none of that name or cannot read it; files of that language are then chunked without syntax.
   */
  load(name: string): Promise<Uint8Array>;
  /**
   * A new copy of the library at each call. A copy is bound to one WebAssembly memory, which cannot be used after a
   * crash.
   */
  newTreeSitter(): TreeSitter;
}
