import { readFile } from 'node:fs/promises';
import { parseRawGrammar, type IRawGrammar } from 'vscode-textmate';
import type { GrammarSource } from '../../common/highlightContract';

/** Finds grammars by language and by scope, and reads them. */
export class GrammarCatalog {
  private readonly scopeOfLanguage = new Map<string, string>();
  private readonly fileOfScope = new Map<string, string>();
  private readonly injectedInto = new Map<string, string[]>();

  constructor(grammars: readonly GrammarSource[]) {
    for (const { scopeName, path, language, injectTo } of grammars) {
      this.fileOfScope.set(scopeName, path);
      if (language !== undefined) this.scopeOfLanguage.set(language, scopeName);
      for (const target of injectTo ?? []) {
        this.injectedInto.set(target, [...(this.injectedInto.get(target) ?? []), scopeName]);
      }
    }
  }

  /** Scope of the grammar of a language, or undefined if it has none. */
  scopeOf(language: string): string | undefined {
    return this.scopeOfLanguage.get(language);
  }

  /** Scopes of the grammars that add rules to `scopeName`: those for `text.html` are also for `text.html.php`. */
  injections(scopeName: string): string[] {
    const parts = scopeName.split('.');
    return parts.flatMap((_, i) => this.injectedInto.get(parts.slice(0, i + 1).join('.')) ?? []);
  }

  /**
   * @returns null where no grammar has this scope
   * @throws when its file cannot be read or parsed
   */
  async read(scopeName: string): Promise<IRawGrammar | null> {
    const file = this.fileOfScope.get(scopeName);
    return file === undefined ? null : parseRawGrammar(await readFile(file, 'utf8'), file);
  }
}
