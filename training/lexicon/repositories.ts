import type { Names, RepositorySource, Texts } from './sources';

/** Languages that most repositories name by their codes. */
const codes: Names = {
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

const microsoft: Names = { 'zh-hans': 'zh-Hans', 'zh-hant': 'zh-Hant', ...codes, pt: 'pt-BR' };
const java: Names = { 'zh-hans': 'zh_CN', 'zh-hant': 'zh_TW', ...codes };
const gettext: Names = { 'zh-hans': 'zh_Hans', ...codes };

/** A repository of pages in English and in other languages; see {@link Texts}. */
function pages(
  repository: string,
  commit: string,
  licence: string,
  english: string,
  foreign: string,
  names: Names,
): RepositorySource {
  return { repository, commit, licence, texts: [{ type: 'pages', english, foreign, names }] };
}

const pythonCatalogues = (name: string, commit: string, names: Names): RepositorySource => ({
  repository: `python/python-docs-${name}`,
  commit,
  // For the documentation, and for its translation.
  licence: 'PSF-2.0 and CC0-1.0',
  texts: [{ type: 'catalogues', folder: '', names }],
});

/** Documentation and messages in several languages, under permissive licences; none is named in the benchmarks. */
export const repositories: readonly RepositorySource[] = [
  pages(
    'apache/dolphinscheduler',
    '7e0095dca198bfc50c59bbc10b3be5617d7b3229',
    'Apache-2.0',
    'docs/docs/en/*.md',
    'docs/docs/zh/*.md',
    { 'zh-hans': '' },
  ),
  pages(
    'cloudwego/cloudwego.github.io',
    'b9cc38f01ca2aae4c88f798b7907208609d9df5c',
    'Apache-2.0',
    'content/en/*.md',
    'content/zh/*.md',
    { 'zh-hans': '' },
  ),
  pages(
    'apache/brpc',
    '71871ee9fb46cdb39565e3f5af1dfa6949f80bca',
    'Apache-2.0',
    'docs/en/*.md',
    'docs/cn/*.md',
    { 'zh-hans': '' },
  ),
  pages(
    'apache/apisix',
    'f519a0f04ccfd4c13b5d06caf34bcde8c8593980',
    'Apache-2.0',
    'docs/en/latest/*.md',
    'docs/zh/latest/*.md',
    { 'zh-hans': '' },
  ),
  pages(
    'hyperf/hyperf',
    'eee2d614e86ca98fd567bc2860397a2e5dbba497',
    'MIT',
    'docs/en/*.md',
    'docs/LANG/*.md',
    { 'zh-hans': 'zh-cn', 'zh-hant': 'zh-tw' },
  ),
  pages(
    'eggjs/egg',
    'dc8fa5e67707b434c123811b690ea4f7d9d799c9',
    'MIT',
    'site/docs/*.md',
    'site/docs/*.zh-CN.md',
    { 'zh-hans': '' },
  ),
  pages(
    'apache/rocketmq',
    '8fc57f1468d182eea11c01e089c0250d647dc5f3',
    'Apache-2.0',
    'docs/en/*.md',
    'docs/cn/*.md',
    { 'zh-hans': '' },
  ),
  pages(
    'apache/seatunnel',
    '15431c94d9b9f34839173d67c1b638f058f58722',
    'Apache-2.0',
    'docs/en/*.md',
    'docs/zh/*.md',
    { 'zh-hans': '' },
  ),
  pages(
    'apache/hertzbeat',
    'f64da5fcf70c969a333268f0273964cb06bb49d0',
    'Apache-2.0',
    'home/docs/*.md',
    'home/i18n/LANG/docusaurus-plugin-content-docs/current/*.md',
    { 'zh-hans': 'zh-cn', ja: 'ja', pt: 'pt-br' },
  ),
  pages(
    'electron/i18n',
    'b5831481c16a6e46c903c3dae849440f030171ef',
    'MIT',
    'content/en-US/docs/*.md',
    'content/LANG/docs/*.md',
    {
      'zh-hans': 'zh-CN',
      ja: 'ja-JP',
      ru: 'ru-RU',
      de: 'de-DE',
      es: 'es-ES',
      fr: 'fr-FR',
      pt: 'pt-BR',
    },
  ),
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
  {
    repository: 'apache/subversion',
    commit: '33bbc9853714e0a0c8a0c5af1250d4c49179aac8',
    licence: 'Apache-2.0',
    texts: [
      {
        type: 'catalogues',
        folder: 'subversion/po/LANG.po',
        names: {
          'zh-hans': 'zh_CN',
          'zh-hant': 'zh_TW',
          ja: 'ja',
          ko: 'ko',
          de: 'de',
          es: 'es',
          fr: 'fr',
          pt: 'pt_BR',
          it: 'it',
          pl: 'pl',
        },
      },
    ],
  },
  {
    repository: 'godotengine/godot-editor-l10n',
    commit: 'da7b2eb4c053482af6fcccb26707d8c5d14705a4',
    licence: 'MIT',
    texts: ['editor', 'properties'].map((folder): Texts => ({
      type: 'catalogues',
      folder: `${folder}/LANG.po`,
      names: gettext,
    })),
  },
  pages(
    'apache/httpd',
    '0cb680442ecaa6118cc610b5ecc6e824330bf61a',
    'Apache-2.0',
    'docs/manual/*.xml',
    'docs/manual/*.xml.LANG',
    {
      'zh-hans': 'zh-cn',
      ja: 'ja',
      ko: 'ko',
      de: 'de',
      es: 'es',
      fr: 'fr',
      pt: 'pt-br',
      tr: 'tr',
    },
  ),
  {
    repository: 'apache/jmeter',
    commit: 'bb30edfe8c3157c1ca57e810a569bf5cbe983837',
    licence: 'Apache-2.0',
    texts: [{ type: 'bundles', names: java }],
  },
  {
    repository: 'dbeaver/dbeaver',
    commit: '2428359b748778a5a345432906ab3da69289c20c',
    licence: 'Apache-2.0',
    texts: [{ type: 'bundles', names: { ...java, 'zh-hans': 'zh', 'zh-hant': 'tw' } }],
  },
  {
    repository: 'JabRef/jabref',
    commit: 'edbf3b13ad2806e4460f1d477ddcb087984c8459',
    licence: 'MIT',
    texts: [{ type: 'bundles', english: '_en', names: java }],
  },
  {
    repository: 'dotnet/roslyn-analyzers',
    commit: 'd45048f958379c63acfc716136a5e2466f21c5d4',
    licence: 'MIT',
    texts: [{ type: 'xliff', names: microsoft }],
  },
  {
    repository: 'microsoft/testfx',
    commit: '66b80b5751affb7f2dbd6013a85e650ddf76cffb',
    licence: 'MIT',
    texts: [{ type: 'xliff', names: microsoft }],
  },
];
