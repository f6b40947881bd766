import { scanText, unifiedRun } from '../retrieval/words';

/** The words of a text in order, in lower case, with the start and end of the run that each is in. */
export interface WordSequence {
  readonly words: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const plainWord = /[A-Za-z0-9_$]+/g;
const beyondAscii = /[^\x00-\x7f]/;

/** Escaped line breaks and tabs in source code: they are white space in the printed text. */
const escapes = /\\[nrtv]/g;

/**
 * Only words are compared: quotes, punctuation, spaces and line breaks between two words are ignored. In scripts
 * without spaces each character is a word.
 */
export function wordSequence(text: string): WordSequence {
  const plain = text.includes('\\') ? text.replace(escapes, '  ') : text;
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (word: string, start: number, end: number): void => {
    words.push(word.toLowerCase());
    starts.push(start);
    ends.push(end);
  };
  if (!beyondAscii.test(plain)) {
    plainWord.lastIndex = 0;
    for (let match = plainWord.exec(plain); match; match = plainWord.exec(plain))
      add(match[0], match.index, plainWord.lastIndex);
    return { words, starts, ends };
  }
  scanText(plain, {
    identifier: (start, end) => {
      add(unifiedRun(plain.slice(start, end)), start, end);
    },
    cjk: (start, end) => {
      for (const character of unifiedRun(plain.slice(start, end))) add(character, start, end);
    },
  });
  return { words, starts, ends };
}
