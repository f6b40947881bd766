/** The languages with a lexicon, by the name of its file. */
export const languages = [
  'zh-hans',
  'zh-hant',
  'ja',
  'ko',
  'ru',
  'de',
  'es',
  'fr',
  'pt',
  'it',
  'pl',
  'cs',
  'tr',
] as const;

export type Language = (typeof languages)[number];

/** Names of languages in a source: in a folder, a suffix or a package. */
export type Names = Readonly<Partial<Record<Language, string>>>;

/** A package of the npm registry. */
export interface PackageSource {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/** How a repository stores texts in two languages. */
export type Texts =
  /**
   * Markdown or HTML pages; `english` and `foreign` are paths with `*` for the name of a page and `LANG` for the
   * language.
   */
  | { readonly type: 'pages'; readonly english: string; readonly foreign: string; readonly names: Names }
  /** gettext catalogues below `folder` (`LANG` for the language). */
  | { readonly type: 'catalogues'; readonly folder: string; readonly names: Names }
  /** Java resource bundles: `NAME.properties`, or `NAME_ENGLISH.properties` with `english`, and `NAME_LANG.properties`. */
  | { readonly type: 'bundles'; readonly english?: string; readonly names: Names }
  /** XLIFF files `NAME.LANG.xlf`, which contain both languages. */
  | { readonly type: 'xliff'; readonly names: Names };

/** A public repository. */
export interface RepositorySource {
  /** `owner/name` on GitHub. */
  readonly repository: string;
  readonly commit: string;
  readonly licence: string;
  readonly texts: readonly Texts[];
}

/** TypeScript's localized diagnostics. */
export const typescript: PackageSource & { readonly names: Names } = {
  name: 'typescript',
  version: '6.0.3',
  licence: 'Apache-2.0',
  names: {
    'zh-hans': 'zh-cn',
    'zh-hant': 'zh-tw',
    ja: 'ja',
    ko: 'ko',
    ru: 'ru',
    de: 'de',
    es: 'es',
    fr: 'fr',
    pt: 'pt-br',
    it: 'it',
    pl: 'pl',
    cs: 'cs',
    tr: 'tr',
  },
};

/** VS Code's own messages: English in the first, and a package `PREFIX-LANG` for each language. */
export const editor: { readonly english: PackageSource; readonly packs: string; readonly names: Names } = {
  english: { name: '@codingame/monaco-vscode-api', version: '23.3.0', licence: 'MIT' },
  packs: '@codingame/monaco-vscode-language-pack',
  names: {
    'zh-hans': 'zh-hans',
    'zh-hant': 'zh-hant',
    ja: 'ja',
    ko: 'ko',
    ru: 'ru',
    de: 'de',
    es: 'es',
    fr: 'fr',
    pt: 'pt-br',
    it: 'it',
    pl: 'pl',
    cs: 'cs',
    tr: 'tr',
  },
};
