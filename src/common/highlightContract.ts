import type { CodeLine } from './viewProtocol';

/** A TextMate grammar that an installed extension contributes. */
export interface GrammarSource {
  readonly scopeName: string;
  /** Absolute path of its JSON or property-list file. */
  readonly path: string;
  /** Language id that it is for; grammars without one are only included by others. */
  readonly language?: string | undefined;
  /** Scopes of the grammars that it adds rules to. */
  readonly injectTo?: readonly string[] | undefined;
}

/** A rule of a colour theme: how text of some scopes looks. */
export interface TokenRule {
  readonly scope: string | readonly string[];
  /** `#rgb`, `#rgba`, `#rrggbb` or `#rrggbbaa`; undefined leaves it to less specific rules. */
  readonly foreground?: string | undefined;
  /** `bold`, `italic`, `underline` and `strikethrough` in any combination; empty means none of them. */
  readonly fontStyle?: string | undefined;
}

/** Where the colours come from. */
export interface ThemeSource {
  /** Absolute paths of theme files in order of preference: the first that can be read is used. */
  readonly files: readonly string[];
  /** A person's own rules; they come after the theme's, so they win over equally specific ones. */
  readonly customRules: readonly TokenRule[];
}

/** Everything that decides which colours a text gets. */
export interface HighlightConfiguration {
  /** Of two grammars of one scope or one language the later counts. */
  readonly grammars: readonly GrammarSource[];
  readonly theme: ThemeSource;
}

/** Successive lines of one file, from anywhere in it. */
export interface HighlightItem {
  /** Language id, as VS Code names it. */
  readonly language: string;
  /** Without their line breaks. */
  readonly lines: readonly string[];
}

/** The calls between the extension and the worker that colours code. Results are warnings for the log. */
// A type and not an interface: only a type fits the index signature of `Contract`.
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
export type HighlightContract = {
  configure: { params: HighlightConfiguration; result: readonly string[]; progress: never };
  /** Reports each item as soon as it is done, in their order. */
  highlight: { params: readonly HighlightItem[]; result: readonly string[]; progress: readonly CodeLine[] };
};
