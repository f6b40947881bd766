import { lexiconHeader } from '../../src/engine/lexicon/lexicon';
import { isStopWord } from '../../src/engine/retrieval/query';
import type { Estimate } from './estimate';
import type { Language } from './sources';
import type { EnglishWords } from './units';

/** Entries that are less sure than this would say more of chance than of the language. */
const leastQuality = 0.1;

/**
 * A lexicon as the engine reads it: the header, the English words, then a line for each unit with its quality in hundredths and its
 * meanings, each with its weight in hundredths. A unit that means a word of questions, as "how", has none.
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
