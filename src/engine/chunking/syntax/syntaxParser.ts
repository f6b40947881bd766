import type { Language, Tree } from 'web-tree-sitter';
import { messageOf } from '../../../common/errors/errors';
import { type GrammarSource, runtimeName } from '../grammarSource';
import { type ParseLimits, ParseWork } from './parseWork';
import { SyntaxRuntime } from './syntaxRuntime';
import type { SyntaxSpec } from './syntaxSpec';
import { compileSpec, type SyntaxTable } from './syntaxTable';

/** Why a file was not parsed. */
export interface Unparsed {
  readonly reason: string;
  /** Whether the cause is not in the file, so that a later attempt may succeed. */
  readonly mayPass: boolean;
}

/** A loaded language. */
interface LoadedSyntax {
  readonly runtime: SyntaxRuntime;
  readonly language: Language;
  readonly table: SyntaxTable;
}

/** Loads grammars, each once and on demand, and parses with them. Failures are returned as text, not thrown. */
export class SyntaxParser {
  /** Time spent in parsers so far, milliseconds, without the use of trees. */
  parsingMs = 0;
  private runtime: Promise<SyntaxRuntime> | undefined;
  private readonly compiled = new Map<string, WebAssembly.Module>();
  private readonly loaded = new Map<SyntaxSpec, Promise<LoadedSyntax>>();

  constructor(private readonly grammars: GrammarSource) {}

  /**
   * Parses a text and passes the tree to `use`, after which it is freed.
   *
   * @returns the result of `use`, or why the text could not be parsed
   */
  async parse<T extends object>(
    spec: SyntaxSpec,
    text: string,
    use: (tree: Tree, table: SyntaxTable) => T,
    limits: ParseLimits,
  ): Promise<T | Unparsed> {
    let syntax: LoadedSyntax;
    try {
      // Another file may have crashed the runtime during the wait.
      do syntax = await this.load(spec);
      while (syntax.runtime.isSpent);
    } catch (error) {
      return { reason: `Grammar ${spec.grammar} cannot be loaded: ${messageOf(error)}`, mayPass: true };
    }
    const { runtime, language, table } = syntax;
    const began = performance.now();
    let parsedAt = began;
    const useTree = (tree: Tree): T => {
      parsedAt = performance.now();
      return use(tree, table);
    };
    const parsed = runtime.parse(language, text, useTree, new ParseWork(limits));
    this.parsingMs += (parsedAt > began ? parsedAt : performance.now()) - began;
    if (runtime.isSpent) this.dispose();
    if ('value' in parsed) return parsed.value;
    if ('crash' in parsed) return { reason: `Parser failed: ${parsed.crash}`, mayPass: false };
    return parsed.excess === 'steps'
      ? { reason: `Parsing takes more than ${limits.maxSteps} steps`, mayPass: false }
      : { reason: `Parsing took more than ${limits.maxCpuMs} ms of processor time`, mayPass: true };
  }

  /** Frees the parsers. The next parse starts another runtime. */
  dispose(): void {
    void this.runtime?.then(
      (runtime) => {
        runtime.dispose();
      },
      () => undefined,
    );
    this.runtime = undefined;
    this.loaded.clear();
  }

  private load(spec: SyntaxSpec): Promise<LoadedSyntax> {
    let loaded = this.loaded.get(spec);
    if (loaded === undefined) {
      loaded = this.loadGrammar(spec);
      this.loaded.set(spec, loaded);
      // The next attempt to read the file may succeed.
      loaded.catch(() => this.loaded.delete(spec));
    }
    return loaded;
  }

  private async loadGrammar(spec: SyntaxSpec): Promise<LoadedSyntax> {
    this.runtime ??= this.startRuntime();
    const runtime = await this.runtime;
    const language = runtime.loadLanguage(await this.compile(spec.grammar));
    return { runtime, language, table: compileSpec(spec, language) };
  }

  private async compile(grammar: string): Promise<WebAssembly.Module> {
    let module = this.compiled.get(grammar);
    if (module === undefined) {
      // Compiled synchronously: an asynchronous compilation waits for the optimizer, which takes seconds over the
      // largest functions of the grammars already in use.
      module = new WebAssembly.Module((await this.grammars.load(grammar)) as Uint8Array<ArrayBuffer>);
      this.compiled.set(grammar, module);
    }
    return module;
  }

  private async startRuntime(): Promise<SyntaxRuntime> {
    try {
      return await SyntaxRuntime.start(this.grammars.newTreeSitter(), await this.grammars.load(runtimeName));
    } catch (error) {
      this.runtime = undefined;
      throw error;
    }
  }
}
