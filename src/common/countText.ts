import * as l10n from '@vscode/l10n';

/**
 * A whole number with its thousands apart: `3400` as `3,400`. All languages that there are texts in write numbers so; and the
 * first use of `Intl` takes 12 ms of a start.
 */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** What is counted: for each the text for one, and the one for any other number. */
const nouns = {
  chunk: (count) => (count === 1 ? l10n.t('1 chunk') : l10n.t('{0} chunks', formatCount(count))),
  dimension: (count) => (count === 1 ? l10n.t('1 dimension') : l10n.t('{0} dimensions', formatCount(count))),
  file: (count) => (count === 1 ? l10n.t('1 file') : l10n.t('{0} files', formatCount(count))),
  hour: (count) => (count === 1 ? l10n.t('1 hour') : l10n.t('{0} hours', formatCount(count))),
  minute: (count) => (count === 1 ? l10n.t('1 minute') : l10n.t('{0} minutes', formatCount(count))),
  path: (count) => (count === 1 ? l10n.t('1 path') : l10n.t('{0} paths', formatCount(count))),
  result: (count) => (count === 1 ? l10n.t('1 result') : l10n.t('{0} results', formatCount(count))),
  string: (count) => (count === 1 ? l10n.t('1 string') : l10n.t('{0} strings', formatCount(count))),
  text: (count) => (count === 1 ? l10n.t('1 text') : l10n.t('{0} texts', formatCount(count))),
  vector: (count) => (count === 1 ? l10n.t('1 vector') : l10n.t('{0} vectors', formatCount(count))),
} as const satisfies Readonly<Record<string, (count: number) => string>>;

/** What {@link countOf} has words for. */
export type CountedNoun = keyof typeof nouns;

/** A count with its noun, in the language of the window: `1 file`, `3,400 files`. */
export function countOf(count: number, noun: CountedNoun): string {
  return nouns[noun](count);
}
