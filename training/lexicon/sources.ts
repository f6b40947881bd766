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
  /** Java resource bundles: `NAME.properties` and `NAME_LANG.properties`. */
  | { readonly type: 'bundles'; readonly names: Names }
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

const microsoft: Names = {
  'zh-hans': 'zh-Hans',
  'zh-hant': 'zh-Hant',
  ja: 'ja',
  ko: 'ko',
  ru: 'ru',
  de: 'de',
  es: 'es',
  fr: 'fr',
  pt: 'pt-BR',
  it: 'it',
  pl: 'pl',
  cs: 'cs',
  tr: 'tr',
};

const java: Names = {
  'zh-hans': 'zh_CN',
  'zh-hant': 'zh_TW',
  ja: 'ja',
  ko: 'ko',
  ru: 'ru',
  de: 'de',
  es: 'es',
  fr: 'fr',
  pt: 'pt_BR',
  it: 'it',
  pl: 'pl',
  cs: 'cs',
  tr: 'tr',
};

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

const pythonCatalogues = (name: string, commit: string, names: Names): RepositorySource => ({
  repository: `python/python-docs-${name}`,
  commit,
  // For the documentation, and for its translation.
  licence: 'PSF-2.0 and CC0-1.0',
  texts: [{ type: 'catalogues', folder: '', names }],
});

/** Documentation and messages in several languages, under permissive licences; none is named in the benchmarks. */
export const repositories: readonly RepositorySource[] = [
  {
    repository: 'apache/dolphinscheduler',
    commit: '7e0095dca198bfc50c59bbc10b3be5617d7b3229',
    licence: 'Apache-2.0',
    texts: [
      { type: 'pages', english: 'docs/docs/en/*.md', foreign: 'docs/docs/zh/*.md', names: { 'zh-hans': '' } },
    ],
  },
  {
    repository: 'cloudwego/cloudwego.github.io',
    commit: 'b9cc38f01ca2aae4c88f798b7907208609d9df5c',
    licence: 'Apache-2.0',
    texts: [
      { type: 'pages', english: 'content/en/*.md', foreign: 'content/zh/*.md', names: { 'zh-hans': '' } },
    ],
  },
  {
    repository: 'apache/brpc',
    commit: '71871ee9fb46cdb39565e3f5af1dfa6949f80bca',
    licence: 'Apache-2.0',
    texts: [{ type: 'pages', english: 'docs/en/*.md', foreign: 'docs/cn/*.md', names: { 'zh-hans': '' } }],
  },
  {
    repository: 'apache/apisix',
    commit: 'f519a0f04ccfd4c13b5d06caf34bcde8c8593980',
    licence: 'Apache-2.0',
    texts: [
      {
        type: 'pages',
        english: 'docs/en/latest/*.md',
        foreign: 'docs/zh/latest/*.md',
        names: { 'zh-hans': '' },
      },
    ],
  },
  {
    repository: 'hyperf/hyperf',
    commit: 'eee2d614e86ca98fd567bc2860397a2e5dbba497',
    licence: 'MIT',
    texts: [
      {
        type: 'pages',
        english: 'docs/en/*.md',
        foreign: 'docs/LANG/*.md',
        names: { 'zh-hans': 'zh-cn', 'zh-hant': 'zh-tw' },
      },
    ],
  },
  {
    repository: 'eggjs/egg',
    commit: 'dc8fa5e67707b434c123811b690ea4f7d9d799c9',
    licence: 'MIT',
    texts: [
      { type: 'pages', english: 'site/docs/*.md', foreign: 'site/docs/*.zh-CN.md', names: { 'zh-hans': '' } },
    ],
  },
  {
    repository: 'apache/rocketmq',
    commit: '8fc57f1468d182eea11c01e089c0250d647dc5f3',
    licence: 'Apache-2.0',
    texts: [{ type: 'pages', english: 'docs/en/*.md', foreign: 'docs/cn/*.md', names: { 'zh-hans': '' } }],
  },
  {
    repository: 'apache/seatunnel',
    commit: '15431c94d9b9f34839173d67c1b638f058f58722',
    licence: 'Apache-2.0',
    texts: [{ type: 'pages', english: 'docs/en/*.md', foreign: 'docs/zh/*.md', names: { 'zh-hans': '' } }],
  },
  {
    repository: 'apache/hertzbeat',
    commit: 'f64da5fcf70c969a333268f0273964cb06bb49d0',
    licence: 'Apache-2.0',
    texts: [
      {
        type: 'pages',
        english: 'home/docs/*.md',
        foreign: 'home/i18n/LANG/docusaurus-plugin-content-docs/current/*.md',
        names: { 'zh-hans': 'zh-cn', ja: 'ja', pt: 'pt-br' },
      },
    ],
  },
  {
    repository: 'electron/i18n',
    commit: 'b5831481c16a6e46c903c3dae849440f030171ef',
    licence: 'MIT',
    texts: [
      {
        type: 'pages',
        english: 'content/en-US/docs/*.md',
        foreign: 'content/LANG/docs/*.md',
        names: {
          'zh-hans': 'zh-CN',
          ja: 'ja-JP',
          ru: 'ru-RU',
          de: 'de-DE',
          es: 'es-ES',
          fr: 'fr-FR',
          pt: 'pt-BR',
        },
      },
    ],
  },
  pythonCatalogues('zh-cn', '693cf6be2bc17f3d50ee21fe207c6964f3fab130', { 'zh-hans': '' }),
  pythonCatalogues('ja', '7eb90aaa6d3395bcfe01801ceb5e620eedf2356a', { ja: '' }),
  pythonCatalogues('ko', 'd0c58403de225366b23d0cafd8b86508186c8c8a', { ko: '' }),
  pythonCatalogues('es', '91f4ccc0baa8c7cbeb739e696c641388264caa30', { es: '' }),
  pythonCatalogues('fr', 'b279d876e2a3381605d38ea62b863f60abadc92c', { fr: '' }),
  pythonCatalogues('pt-br', 'd60168178b78c20c963786dcbfda30678e630626', { pt: '' }),
  pythonCatalogues('pl', 'c306d49f3e13afb753e9ce9989fb805f435c3abd', { pl: '' }),
  pythonCatalogues('tr', 'be1c5a492f430197f4f23bd679d5f65dab68866a', { tr: '' }),
  pythonCatalogues('it', '0134548060d1f67a24ef6f955ab6acf397dd5186', { it: '' }),
  {
    repository: 'django/django-docs-translations',
    commit: 'b599584e1790241518b95844be27460fa85960a7',
    licence: 'BSD-3-Clause',
    texts: [
      {
        type: 'catalogues',
        folder: 'translations/LANG/LC_MESSAGES/',
        names: {
          'zh-hans': 'zh_Hans',
          ja: 'ja',
          ko: 'ko',
          es: 'es',
          fr: 'fr',
          pt: 'pt_BR',
          pl: 'pl',
          it: 'it',
        },
      },
    ],
  },
  {
    repository: 'apache/tomcat',
    commit: '84ac9af072d4c43ebb44ccc0ceba405ad0a84903',
    licence: 'Apache-2.0',
    texts: [{ type: 'bundles', names: java }],
  },
  {
    repository: 'jenkinsci/jenkins',
    commit: 'ff9430ee1dc6e319349a488650d914444fe141f3',
    licence: 'MIT',
    texts: [{ type: 'bundles', names: java }],
  },
  {
    repository: 'apache/derby',
    commit: '4253dcf4aa37dc64cf7235d494cd2f00f72e678a',
    licence: 'Apache-2.0',
    texts: [
      {
        type: 'bundles',
        names: { ...java, ja: 'ja_JP', ko: 'ko_KR', de: 'de_DE' },
      },
    ],
  },
  {
    repository: 'dotnet/msbuild',
    commit: '05f089128b4b06b2c6a489a0602c18a53b18de38',
    licence: 'MIT',
    texts: [{ type: 'xliff', names: microsoft }],
  },
  {
    repository: 'dotnet/winforms',
    commit: '2278c7fbbc460c8030f1ed236e44a09219f2fa57',
    licence: 'MIT',
    texts: [{ type: 'xliff', names: microsoft }],
  },
  {
    repository: 'microsoft/vstest',
    commit: '0b289d54af2f0b7aba88364cd6e2718ac69cbd49',
    licence: 'MIT',
    texts: [{ type: 'xliff', names: microsoft }],
  },
  {
    repository: 'microsoft/sqltoolsservice',
    commit: '3aa0d631a561e232550d30e57f5eb2bc5b5eec90',
    licence: 'MIT',
    texts: [{ type: 'xliff', names: microsoft }],
  },
];
