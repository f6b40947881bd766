import type { Language, Parser, Tree } from 'web-tree-sitter';
import { messageOf } from '../../../common/errors/errors';
import type { TreeSitter } from '../grammarSource';
import type { Excess, ParseWork } from './parseWork';

/**
 * Characters passed to the parser at a time. It requests text again wherever it steps back, in some languages at
 * nearly every token: large blocks halve the speed of Scala, small ones cost nothing in any language.
 */
const readChars = 256;

/** Pages of 64 KiB: initial and maximum memory of the runtime. The most that a real file of 1 MB took was 70 MB. */
const initialPages = 512;
const maxPages = 4096;

/** A runtime that has grown beyond this is replaced, because WebAssembly memory never shrinks. */
const maxIdleBytes = 128 * 1024 * 1024;

/**
 * Objects that were in use when a runtime crashed, kept as long as the runtime: web-tree-sitter frees objects when
 * they are garbage-collected, and freeing these would crash outside of any call that could catch it.
 */
const wreckage = new WeakMap<TreeSitter['Parser'], unknown[]>();

/** How a parse failed. */
export type ParseFailure = { readonly excess: Excess } | { readonly crash: string };

/** One copy of tree-sitter with its memory. It is replaced after a crash, or when it has grown too large. */
export class SyntaxRuntime {
  private parser: Parser | undefined;
  private hasCrashed = false;

  private constructor(
    private readonly library: TreeSitter,
    private readonly memory: WebAssembly.Memory,
  ) {}

  /** @param wasmBinary the bytes of the runtime */
  static async start(library: TreeSitter, wasmBinary: Uint8Array): Promise<SyntaxRuntime> {
    const wasmMemory = new WebAssembly.Memory({ initial: initialPages, maximum: maxPages });
    await library.Parser.init({ wasmBinary, wasmMemory });
    return new SyntaxRuntime(library, wasmMemory);
  }

  /** Whether it must not be used for more parses. */
  get isSpent(): boolean {
    return this.hasCrashed || this.memory.buffer.byteLength > maxIdleBytes;
  }

  loadLanguage(grammar: WebAssembly.Module): Language {
    return this.library.Language.loadSync(grammar);
  }

  /**
   * Parses a text and passes the tree to `use`, after which it is freed.
   *
   * @param work counts the cost, and decides when to abort
   */
  parse<T extends object>(
    language: Language,
    text: string,
    use: (tree: Tree) => T,
    work: ParseWork,
  ): { readonly value: T } | ParseFailure {
    let tree: Tree | null = null;
    try {
      this.parser ??= new this.library.Parser();
      if (this.parser.language !== language) {
        this.parser.setLanguage(language);
      }
      const read = (index: number): string => {
        const block = text.slice(index, index + readChars);
        work.addRead(index, block.length);
        // Aborted: the end of the text is the only input that stops a scanner from reading on.
        return work.excess ? '' : block;
      };
      const progressCallback = (): boolean => {
        work.addReport();
        return work.excess !== undefined;
      };
      tree = this.parser.parse(read, null, { progressCallback });
      if (!work.excess) return { value: use(tree!) };
      // Without the reset, the next parse would continue with this file.
      this.parser.reset();
      return { excess: work.excess };
    } catch (error) {
      this.abandon(tree);
      tree = null;
      return { crash: messageOf(error) };
    } finally {
      this.free(tree);
    }
  }

  /** Frees the parser. The grammars remain with the runtime, which cannot be unloaded. */
  dispose(): void {
    try {
      this.parser?.delete();
    } catch {
      this.abandon(null);
    }
    this.parser = undefined;
  }

  private free(tree: Tree | null): void {
    try {
      tree?.delete();
    } catch {
      this.abandon(tree);
    }
  }

  private abandon(tree: Tree | null): void {
    this.hasCrashed = true;
    wreckage.set(this.library.Parser, [...(wreckage.get(this.library.Parser) ?? []), this.parser, tree]);
    this.parser = undefined;
  }
}
