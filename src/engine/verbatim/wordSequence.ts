/** The words of a text in their order, in lower case, with where each begins and ends. */
export interface WordSequence {
  readonly words: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const plainWord = /[A-Za-z0-9_$]+/g;
/** Scripts without spaces have a word for each character. */
const anyWord =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{M}\p{N}_$])+/gu;
const beyondAscii = /[^\x00-\x7f]/;

/** Line breaks and tabs as source code writes them: they are space where the text is printed. */
const escapes = /\\[nrtv]/g;

/** Everything but words tells nothing here: quotes, signs, spaces and line breaks between two words are all the same. */
export function wordSequence(text: string): WordSequence {
  const plain = text.includes('\\') ? text.replace(escapes, '  ') : text;
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const pattern = beyondAscii.test(plain) ? anyWord : plainWord;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(plain); match; match = pattern.exec(plain)) {
    words.push(match[0].toLowerCase());
    starts.push(match.index);
    ends.push(pattern.lastIndex);
  }
  return { words, starts, ends };
}
