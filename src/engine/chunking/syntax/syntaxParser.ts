import { Language, Parser, type Tree } from 'web-tree-sitter';
import { messageOf, throwIfCancelled } from '../../../common/errors';
import { type GrammarSource, runtimeName } from '../grammarSource';
import type { SyntaxSpec } from './syntaxSpec';
import { compileSpec, type SyntaxTable } from './syntaxTable';

/** After so many crashes of the runtime its memory is not to be trusted any more. */
const maxCrashes = 10;

/**
 * How much text the parser is given at once, in characters. It asks anew wherever it steps back, in some languages at
 * nearly every token: much at once costs Scala half its speed, little costs nothing anywhere.
 */
const readChars = 256;

/**
 * What the runtime crashed upon, kept for good: web-tree-sitter frees what is garbage-collected, and freeing these would
 * crash outside of any call that could catch it.
 */
const wreckage: unknown[] = [];

/** A language ready to be parsed. */
export interface LoadedSyntax {
  readonly language: Language;
  readonly table: SyntaxTable;
}

/** Loads grammars, each once and only when needed, and parses with them. Trouble is returned as a text, not thrown. */
export class SyntaxParser {
  private runtime: Promise<void> | undefined;
  private parser: Parser | undefined;
  private crashes = 0;
  private readonly loaded = new Map<SyntaxSpec, Promise<LoadedSyntax | string>>();

  constructor(private readonly grammars: GrammarSource) {}

  /** The grammar of a spec, or why there is none. */
  load(spec: SyntaxSpec): Promise<LoadedSyntax | string> {
    let loaded = this.loaded.get(spec);
    if (loaded === undefined) {
      loaded = this.loadGrammar(spec).catch(
        (error: unknown) => `Grammar ${spec.grammar} cannot be loaded: ${messageOf(error)}`,
      );
      this.loaded.set(spec, loaded);
    }
    return loaded;
  }

  /**
   * Parses a text and hands the tree to `use`, after which it is freed.
   *
   * @returns what `use` returns, or why the text could not be parsed
   * @throws {CancelledError} when `signal` is aborted
   */
  parse<T extends object>(
    { language }: LoadedSyntax,
    text: string,
    use: (tree: Tree) => T,
    limits: {
      readonly timeoutMs: number;
      readonly now: () => number;
      readonly signal: AbortSignal | undefined;
    },
  ): T | string {
    if (this.crashes >= maxCrashes) {
      return 'Parser switched off after repeated crashes';
    }
    const { timeoutMs, now, signal } = limits;
    let tree: Tree | null = null;
    try {
      const deadline = now() + timeoutMs;
      const progressCallback = (): boolean => now() > deadline || signal?.aborted === true;
      this.parser ??= new Parser();
      if (this.parser.language !== language) {
        this.parser.setLanguage(language);
      }
      tree = this.parser.parse((index) => text.slice(index, index + readChars), null, { progressCallback });
      if (tree !== null) {
        return use(tree);
      }
      // Without this the next parse would go on with this file.
      this.parser.reset();
    } catch (error) {
      this.abandon(tree);
      tree = null;
      return `Parser failed: ${messageOf(error)}`;
    } finally {
      this.free(tree);
    }
    throwIfCancelled(signal);
    return `Parsing took longer than ${timeoutMs} ms`;
  }

  /** Frees the parser. The grammars stay with the runtime, which cannot be unloaded. */
  dispose(): void {
    try {
      this.parser?.delete();
    } catch {
      this.abandon(null);
    }
    this.parser = undefined;
  }

  private async loadGrammar(spec: SyntaxSpec): Promise<LoadedSyntax> {
    this.runtime ??= this.loadRuntime();
    await this.runtime;
    const bytes = await this.grammars.load(spec.grammar);
    // Compiled here and now: an asynchronous compilation waits seconds behind the optimizer, which takes that long over
    // the largest functions of the grammars already in use.
    const language = Language.loadSync(new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>));
    return { language, table: compileSpec(spec, language) };
  }

  private async loadRuntime(): Promise<void> {
    await Parser.init({ wasmBinary: await this.grammars.load(runtimeName) });
  }

  /** A parser in the midst of which the runtime crashed is not used again, nor is its tree. */
  private abandon(tree: Tree | null): void {
    this.crashes++;
    wreckage.push(this.parser, tree);
    this.parser = undefined;
  }

  private free(tree: Tree | null): void {
    try {
      tree?.delete();
    } catch {
      this.abandon(tree);
    }
  }
}
