import { readFile } from 'node:fs/promises';
import { parseRawGrammar, type IRawGrammar } from 'vscode-textmate';
import { messageOf } from '../../common/errors/errors';
import type { GrammarSource } from '../../common/contracts/highlightContract';
import { withoutByteOrderMark } from '../../common/text/byteOrderMark';

/** Reports a defect of a theme or a grammar; the affected part stays uncoloured. */
export type Warn = (message: string) => void;

/** Finds grammars by language and by scope, and reads them. */
export class GrammarCatalog {
  private readonly scopeOfLanguage = new Map<string, string>();
  private readonly fileOfScope = new Map<string, string>();
  private readonly injectedInto = new Map<string, string[]>();

  private readonly read = new Map<string, Promise<IRawGrammar | null>>();

  constructor(
    grammars: readonly GrammarSource[],
    private readonly warn: Warn,
  ) {
    for (const { scopeName, path, language, injectTo } of grammars) {
      this.fileOfScope.set(scopeName, path);
      if (language !== undefined) this.scopeOfLanguage.set(language, scopeName);
      for (const target of injectTo ?? []) {
        this.injectedInto.set(target, [...(this.injectedInto.get(target) ?? []), scopeName]);
      }
    }
  }

  /** Scope of the grammar of a language, or undefined if there is none. */
  scopeOf(language: string): string | undefined {
    return this.scopeOfLanguage.get(language);
  }

  /** Scopes of the grammars that add rules to `scopeName`: those for `text.html` are also for `text.html.php`. */
  injections(scopeName: string): string[] {
    const parts = scopeName.split('.');
    return parts.flatMap((_, i) => this.injectedInto.get(parts.slice(0, i + 1).join('.')) ?? []);
  }

  /** The grammar of a scope; null if there is none or it cannot be read, which is reported once. */
  grammar(scopeName: string): Promise<IRawGrammar | null> {
    let grammar = this.read.get(scopeName);
    if (!grammar) {
      grammar = this.readGrammar(scopeName);
      this.read.set(scopeName, grammar);
    }
    return grammar;
  }

  private async readGrammar(scopeName: string): Promise<IRawGrammar | null> {
    const file = this.fileOfScope.get(scopeName);
    if (file === undefined) return null;
    try {
      return parseRawGrammar(withoutByteOrderMark(await readFile(file, 'utf8')), file);
    } catch (error) {
      this.warn(`The grammar of ${scopeName} cannot be used: ${messageOf(error)}`);
      return null;
    }
  }
}
