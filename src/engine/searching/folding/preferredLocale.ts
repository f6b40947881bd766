import { normalizeLocale } from './locales';

/**
 * Of the languages that a text exists in, the position of the one to show: that of the question, otherwise that of
 * the interface, otherwise English. A text without a language in its path counts as English if no other is marked as
 * English.
 *
 * @param locales normalized; undefined if the path names none
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
