/**
 * The lexicons that tell what a question says in English, by its language (BCP 47); the likeliest first. Chinese may be simplified
 * or traditional.
 */
const lexiconNames: Readonly<Record<string, readonly string[]>> = {
  zh: ['zh-hans', 'zh-hant'],
  ko: ['ko'],
  ru: ['ru'],
};

/** Names of the lexicons for a language; none where there is no lexicon. */
export function lexiconsFor(language: string): readonly string[] {
  return Object.hasOwn(lexiconNames, language) ? lexiconNames[language]! : [];
}
