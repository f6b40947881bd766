/** Name under which a {@link GrammarSource} holds the WebAssembly module of tree-sitter itself. */
export const runtimeName = 'web-tree-sitter';

/** Port through which the chunker gets WebAssembly modules: the parser's runtime and one for each grammar. */
export interface GrammarSource {
  /**
   * The bytes of a grammar (`python`, `c-sharp`, ...), or of the runtime under {@link runtimeName}. Rejects when it has
   * none of that name or cannot read it; files of that language are then chunked without syntax.
   */
  load(name: string): Promise<Uint8Array>;
}
