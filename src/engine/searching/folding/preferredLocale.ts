import { normalizeLocale } from './locales';

/**
 * Of the languages that a text exists in, the position of the one to show: that of the question, else that of the interface,
 * else English. A text that names no language is in English where none beside it says so.
 *
 * @param locales normalised; undefined where the path names none
 * @param wanted languages in order of preference, BCP 47
 */
export function preferredLocale(locales: readonly (string | undefined)[], wanted: readonly string[]): number {
  const plain = locales.indexOf(undefined);
  const hasEnglish = locales.some((locale) => locale === 'en' || locale?.startsWith('en-'));
  for (const language of [...wanted.map(normalizeLocale), 'en']) {
    const exact = locales.indexOf(language);
    if (exact >= 0) return exact;
    const base = language.split('-', 1)[0]!;
    const near = locales.findIndex((locale) => locale?.split('-', 1)[0] === base);
    if (near >= 0) return near;
    if (plain >= 0 && (base === 'en') !== hasEnglish) return plain;
  }
  return Math.max(0, plain);
}
