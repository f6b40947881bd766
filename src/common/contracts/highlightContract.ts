import type { CodeLine } from '../view/viewProtocol';

/** A TextMate grammar that an installed extension contributes. */
export interface GrammarSource {
  readonly scopeName: string;
  /** Absolute path of its JSON or property-list file. */
  readonly path: string;
  /** Language id of the grammar; grammars without one are only included by others. */
  readonly language?: string | undefined;
  /** Scopes of the grammars that it adds rules to. */
  readonly injectTo?: readonly string[] | undefined;
}

/** A rule of a colour theme: the style of text with certain scopes. */
export interface TokenRule {
  readonly scope: string | readonly string[];
  /** `#rgb`, `#rgba`, `#rrggbb` or `#rrggbbaa`; undefined leaves it to less specific rules. */
  readonly foreground?: string | undefined;
  /** `bold`, `italic`, `underline` and `strikethrough` in any combination; empty means none of them. */
  readonly fontStyle?: string | undefined;
}

/** The colour theme. */
export interface ThemeSource {
  /** Absolute paths of theme files in order of preference: the first that can be read is used. */
  readonly files: readonly string[];
  /** The user's own rules. They come after the theme's, so they override equally specific ones. */
  readonly customRules: readonly TokenRule[];
}

/** All settings that affect the colours of a text. */
export interface HighlightConfiguration {
  /** If several grammars have the same scope or language, the last one is used. */
  readonly grammars: readonly GrammarSource[];
  readonly theme: ThemeSource;
}

/** Consecutive lines from any part of one file. */
export interface HighlightItem {
  /** Language id, as VS Code names it. */
  readonly language: string;
  /** Without their line breaks. */
  readonly lines: readonly string[];
}

/** The calls between the extension and the worker that colours code. The results are warnings for the log. */
// A type and not an interface: only a type fits the index signature of `Contract`.
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
export type HighlightContract = {
  configure: { params: HighlightConfiguration; result: readonly string[]; progress: never };
  /** Reports each item when it is ready, in order. */
  highlight: { params: readonly HighlightItem[]; result: readonly string[]; progress: readonly CodeLine[] };
};
