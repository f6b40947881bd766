import type { FileKind } from '../../corpus/corpusFile';

/**
 * Codes (ISO 639) of the languages that software is translated into, without rare ones that have another meaning in
 * paths of code (`ts`, `so`, `to`).
 */
const languages =
  'af|am|ar|az|be|bg|bn|bs|ca|cs|cy|da|de|el|en|eo|es|et|eu|fa|fi|fil|fr|ga|gl|gu|he|hi|hr|hu|hy|id|is|it|ja|ka|kk|km|kn|ko|' +
  'lo|lt|lv|mk|ml|mn|mr|ms|my|nb|ne|nl|nn|no|pa|pl|pt|ro|ru|si|sk|sl|sq|sr|sv|sw|ta|te|th|tl|tr|uk|ur|uz|vi|yue|zh|zu';

/** Codes of countries that are used instead of language codes. */
const countries: Readonly<Record<string, string>> = {
  cn: 'zh-cn',
  tw: 'zh-tw',
  jp: 'ja',
  kr: 'ko',
  ua: 'uk',
  cz: 'cs',
};

const subtags = '(?:[-_](?:hans|hant|latn|cyrl|arab))?(?:[-_](?:[a-z]{2}|\\d{3}))?';
const localePattern = `(?:(?:${languages})${subtags}|${Object.keys(countries).join('|')})`;

const localeSegment = new RegExp(`^${localePattern}$`, 'i');
/** `README.zh-cn.md`, `README_CN.md`, `messages-de.json`. */
const localeSuffix = new RegExp(`^(.+?)([._-])(${localePattern})((?:\\.[^./]+)?)$`, 'i');

/** Folders of translations, for files of any language. */
const translationFolder = /(?:^|\/)(?:locales?|langs?|languages?|i18n|l10n|translations?|intl|nls)\//i;

/** Data formats that contain translated texts. */
const dataLanguages: ReadonlySet<string> = new Set([
  'json',
  'jsonc',
  'yaml',
  'xml',
  'properties',
  'ini',
  'toml',
]);

/** A file whose path names a language. */
export interface LocalizedPath {
  /** The path without the language: equal for all translations, and for the file beside them without a language. */
  readonly key: string;
  /** In lower case, with `-`: `zh-hant`, `pt-br`. */
  readonly locale: string;
}

/**
 * The language that a path names, by a folder (`docs/de/x.md`) or a suffix (`README.zh-cn.md`); undefined if there is
 * none. Short codes have other meanings in code, so for code only files below a folder of translations count.
 */
export function localizedPath(
  path: string,
  { kind, language }: { readonly kind: FileKind; readonly language: string },
): LocalizedPath | undefined {
  const segments = withoutGenerator(path).split('/');
  const name = segments.at(-1)!;
  const isBelowTranslations = translationFolder.test(path);
  if (kind === 'docs' || isBelowTranslations) {
    const at = segments.findIndex((segment, i) => i < segments.length - 1 && localeSegment.test(segment));
    if (at >= 0) return { key: segments.toSpliced(at, 1).join('/'), locale: normalizeLocale(segments[at]!) };
    const [stem, extension] = splitName(name);
    // `locales/de.json`: the name is the language.
    if (isBelowTranslations && localeSegment.test(stem))
      return { key: segments.with(-1, extension).join('/'), locale: normalizeLocale(stem) };
  }
  if (kind !== 'docs' && !isBelowTranslations && !dataLanguages.has(language)) return undefined;
  const [, stem, , locale, extension] = localeSuffix.exec(name) ?? [];
  if (stem === undefined || locale === undefined) return undefined;
  return { key: segments.with(-1, `${stem}${extension ?? ''}`).join('/'), locale: normalizeLocale(locale) };
}

/** Normalizes a locale for comparison: `zh_CN`, `zh` and `zh-Hans` are equal, as are `zh_TW` and `zh-Hant`. */
export function normalizeLocale(locale: string): string {
  const plain = locale.toLowerCase().replaceAll('_', '-');
  const known = countries[plain] ?? plain;
  if (/^zh(?:-hant|-tw|-hk|-mo)/.test(known)) return 'zh-hant';
  return known === 'zh' || known.startsWith('zh-') ? 'zh-hans' : known;
}

/** Docusaurus keeps translations beside the folder of the originals, below the name of the plugin. */
function withoutGenerator(path: string): string {
  return path
    .replace(/(^|\/)i18n\/([^/]+)\/docusaurus-plugin-content-docs\/current\//, '$1docs/$2/')
    .replace(/(^|\/)i18n\/([^/]+)\/docusaurus-plugin-content-docs\/version-/, '$1versioned_docs/$2/version-')
    .replace(/(^|\/)i18n\/([^/]+)\/docusaurus-plugin-content-blog\//, '$1blog/$2/');
}

function splitName(name: string): [string, string] {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
}
