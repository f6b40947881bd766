import { normalizeWord, wordsIn } from '../retrieval/words';

/** Length of the prefix that two words must have in common, and its least share of the longer word. */
const commonLetters = 5;
const commonShare = 0.6;

/** A word, in lower case, and its stem. */
export interface StemmedWord {
  readonly word: string;
  readonly stem: string;
}

/** Words of identifiers, in order. */
export function stemmedWordsIn(text: string): StemmedWord[] {
  return wordsIn(text).map((word) => ({ word, stem: normalizeWord(word) }));
}

/**
 * Similarity of two words, from 0 to 1: 1 with the same stem, less if one is a prefix of the other, such as `auth`
 * and `authenticate`, or if they have a common prefix, such as `serializer` and `serialport`.
 */
export function wordLikeness(one: StemmedWord, other: StemmedWord): number {
  if (one.stem === other.stem) return 1;
  const isShorter = one.word.length < other.word.length;
  const shorter = isShorter ? one.word : other.word;
  const longer = isShorter ? other.word : one.word;
  if (longer.startsWith(shorter)) {
    if (shorter.length >= 4) return 0.8;
    return shorter.length === 3 ? 0.6 : 0;
  }
  const common = commonStart(shorter, longer);
  return common >= commonLetters && common >= commonShare * longer.length ? 0.7 : 0;
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
