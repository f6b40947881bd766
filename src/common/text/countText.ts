import * as l10n from '@vscode/l10n';

/**
 * A whole number with thousands separators: `3400` as `3,400`. This format is correct in every language with
 * translations, and the first use of `Intl` adds 12 ms to the start.
 */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** Nouns that can be counted: for each the singular text, and the text for any other number. */
const nouns = {
  chunk: (count) => (count === 1 ? l10n.t('1 chunk') : l10n.t('{0} chunks', formatCount(count))),
  dimension: (count) => (count === 1 ? l10n.t('1 dimension') : l10n.t('{0} dimensions', formatCount(count))),
  file: (count) => (count === 1 ? l10n.t('1 file') : l10n.t('{0} files', formatCount(count))),
  hour: (count) => (count === 1 ? l10n.t('1 hour') : l10n.t('{0} hours', formatCount(count))),
  minute: (count) => (count === 1 ? l10n.t('1 minute') : l10n.t('{0} minutes', formatCount(count))),
  path: (count) => (count === 1 ? l10n.t('1 path') : l10n.t('{0} paths', formatCount(count))),
  result: (count) => (count === 1 ? l10n.t('1 result') : l10n.t('{0} results', formatCount(count))),
  score: (count) => (count === 1 ? l10n.t('1 score') : l10n.t('{0} scores', formatCount(count))),
  second: (count) => (count === 1 ? l10n.t('1 second') : l10n.t('{0} seconds', formatCount(count))),
  string: (count) => (count === 1 ? l10n.t('1 string') : l10n.t('{0} strings', formatCount(count))),
  text: (count) => (count === 1 ? l10n.t('1 text') : l10n.t('{0} texts', formatCount(count))),
  vector: (count) => (count === 1 ? l10n.t('1 vector') : l10n.t('{0} vectors', formatCount(count))),
} as const satisfies Readonly<Record<string, (count: number) => string>>;

/** The nouns of {@link countOf}. */
export type CountedNoun = keyof typeof nouns;

/** A count with its noun, in the display language: `1 file`, `3,400 files`. */
export function countOf(count: number, noun: CountedNoun): string {
  return nouns[noun](count);
}
