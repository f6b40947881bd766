/**
 * The lexicons that translate queries to English, by the query's language (BCP 47); the most likely first. Chinese
 * may be simplified or traditional.
 */
const lexiconNames: Readonly<Record<string, readonly string[]>> = {
  zh: ['zh-hans', 'zh-hant'],
  ja: ['ja'],
  ko: ['ko'],
  ru: ['ru'],
  de: ['de'],
  es: ['es'],
  fr: ['fr'],
  pt: ['pt'],
  it: ['it'],
  pl: ['pl'],
  cs: ['cs'],
  tr: ['tr'],
};

/** Names of the lexicons for a language; empty for a language without a lexicon. */
export function lexiconsFor(language: string): readonly string[] {
  return Object.hasOwn(lexiconNames, language) ? lexiconNames[language]! : [];
}
