import { lexiconHeader } from '../../src/engine/lexicon/lexicon';
import { isStopWord } from '../../src/engine/retrieval/query';
import type { Estimate } from './estimate';
import type { Language } from './sources';
import type { EnglishWords } from './units';

/** Least quality of an entry: less certain ones are mostly chance. */
const leastQuality = 0.1;

/**
 * A lexicon in the engine's format: the header, the English words, then a line for each unit with its quality in
 * hundredths and its meanings, each with its weight in hundredths. A unit that means a question word, such as "how",
 * has no meanings.
 */
export function writeLexicon(
  language: Language,
  estimates: readonly Estimate[],
  words: EnglishWords,
): string {
  const kept = estimates.filter(({ quality }) => quality >= leastQuality);
  const numbers = new Map<string, number>();
  const list: string[] = [];
  const numberOf = (word: string): number => {
    let number = numbers.get(word);
    if (number === undefined) {
      number = list.length;
      numbers.set(word, number);
      list.push(word);
    }
    return number;
  };
  const lines = kept
    .toSorted((a, b) => (a.unit < b.unit ? -1 : 1))
    .map(({ unit, quality, meanings }) => {
      const named = meanings.map(({ word, probability }) => ({ word: words.wordOf(word), probability }));
      const told = isStopWord(named[0]!.word) ? [] : named.filter(({ word }) => !isStopWord(word));
      const fields = told.map(
        ({ word, probability }) =>
          `${numberOf(word).toString(36)}:${Math.round(probability * 100).toString(36)}`,
      );
      return [unit, Math.round(quality * 100).toString(36), ...fields].join(' ');
    });
  return [`${lexiconHeader} ${language}`, list.join(' '), ...lines, ''].join('\n');
}
