import { INITIAL, Registry, type IGrammar, type IOnigLib, type StateStack } from 'vscode-textmate';
import { messageOf } from '../../common/errors/errors';
import type {
  HighlightConfiguration,
  HighlightItem,
  ThemeSource,
  TokenRule,
} from '../../common/contracts/highlightContract';
import type { CodeLine } from '../../common/view/viewProtocol';
import { codeLine } from './codeLine';
import { GrammarCatalog, type Warn } from './grammarCatalog';
import { plainLine, plainLines } from './plainLines';
import { RecentLines } from './recentLines';
import { textMateTheme } from './textMateTheme';
import { readTheme } from './themeFile';

/** Longer lines are minified code or data: slow to tokenize and not worth colouring. UTF-16 units. */
const maxLineLength = 2000;

/** Time limit per line; the rest of the line keeps the look of its beginning. */
const maxLineMs = 500;

/** A few megabytes; the results of about twenty searches. */
const maxRecentItems = 500;

/** Colours lines of code with a set of grammars and a theme. */
export class CodeHighlighter {
  private readonly grammars = new Map<string, Promise<IGrammar | null>>();
  private readonly recent = new RecentLines(maxRecentItems);

  private constructor(
    private readonly catalog: GrammarCatalog,
    private readonly registry: Registry,
    private readonly warn: Warn,
  ) {}

  /** Reads the theme; grammars are read on demand. */
  static async create(
    { grammars, theme }: HighlightConfiguration,
    oniguruma: IOnigLib,
    warn: Warn,
  ): Promise<CodeHighlighter> {
    const catalog = new GrammarCatalog(grammars, warn);
    const registry = new Registry({
      onigLib: Promise.resolve(oniguruma),
      theme: textMateTheme(await readFirstTheme(theme, warn)),
      loadGrammar: (scopeName) => catalog.grammar(scopeName),
      getInjections: (scopeName) => catalog.injections(scopeName),
    });
    return new CodeHighlighter(catalog, registry, warn);
  }

  /** Lines stay plain if their language has no usable grammar. */
  async highlight(item: HighlightItem): Promise<CodeLine[]> {
    const { language, lines } = item;
    try {
      const grammar = await this.grammarOf(language);
      if (!grammar) return plainLines(lines);
      let colored = this.recent.get(item);
      if (!colored) {
        const first = this.tokenize(grammar, language, lines);
        // The first line includes the time to compile the grammar and may exceed its limit on a busy machine; try
        // again then.
        const result = first.isWhole ? first : this.tokenize(grammar, language, lines);
        colored = result.colored;
        if (!result.isWhole) return colored;
      }
      this.recent.set(item, colored);
      return colored;
    } catch (error) {
      this.warn(`The grammar of ${language} cannot be used: ${messageOf(error)}`);
      this.grammars.set(language, Promise.resolve(null));
      return plainLines(lines);
    }
  }

  private grammarOf(language: string): Promise<IGrammar | null> {
    let grammar = this.grammars.get(language);
    if (!grammar) {
      grammar = this.loadGrammar(language);
      this.grammars.set(language, grammar);
    }
    return grammar;
  }

  private async loadGrammar(language: string): Promise<IGrammar | null> {
    const scope = this.catalog.scopeOf(language);
    const isThere = scope !== undefined && (await this.catalog.grammar(scope)) !== null;
    return isThere ? this.registry.loadGrammar(scope) : null;
  }

  /** `isWhole`: no line was cut off by the time limit. */
  private tokenize(
    grammar: IGrammar,
    language: string,
    lines: readonly string[],
  ): { readonly colored: CodeLine[]; readonly isWhole: boolean } {
    let isWhole = true;
    const colors = this.registry.getColorMap();
    let state: StateStack = INITIAL;
    if (language === 'php' && startsInsidePhp(lines)) state = grammar.tokenizeLine2('<?php', state).ruleStack;
    const colored = lines.map((text) => {
      if (text.length > maxLineLength) return plainLine(text);
      const { tokens, ruleStack, stoppedEarly } = grammar.tokenizeLine2(text, state, maxLineMs);
      state = ruleStack;
      if (stoppedEarly) isWhole = false;
      return codeLine(text, tokens, colors);
    });
    return { colored, isWhole };
  }
}

async function readFirstTheme({ files, customRules }: ThemeSource, warn: Warn): Promise<TokenRule[]> {
  for (const file of files) {
    try {
      return [...(await readTheme(file)), ...customRules];
    } catch (error) {
      warn(`The colour theme ${file} cannot be used: ${messageOf(error)}`);
    }
  }
  return [];
}

/**
 * Whether lines from the middle of a PHP file begin in PHP rather than in the surrounding HTML; decided by the first
 * tag.
 */
function startsInsidePhp(lines: readonly string[]): boolean {
  for (const line of lines) {
    const tag = /<\?(?:php\b|=)|\?>/i.exec(line);
    if (tag) return tag[0] === '?>';
  }
  return true;
}
