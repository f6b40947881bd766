/** The words of a text in order, in lower case, with their start and end. */
export interface WordSequence {
  readonly words: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const plainWord = /[A-Za-z0-9_$]+/g;
/** In scripts without spaces each character is a word. */
const anyWord =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{M}\p{N}_$])+/gu;
const beyondAscii = /[^\x00-\x7f]/;

/** Escaped line breaks and tabs in source code: they are white space in the printed text. */
const escapes = /\\[nrtv]/g;

/** Only words are compared: quotes, punctuation, spaces and line breaks between two words are ignored. */
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
