import type { PastedText } from '../../pasted/pastedText';
import { allWords } from '../strength';
import type { Found, ReadChunkText, Reading } from './reading';

/** Fewer letters and digits occur by chance, or are only a name. */
const leastLetters = 16;
const notLetters = /[^\p{L}\p{N}]+/gu;
/** Escaped line breaks and tabs in source code. */
const escapes = /\\[nrtv]/g;

/** The strength of a match: less than one of whole words. */
const strength = allWords + 0.5;

/**
 * All letters and digits of the query, whatever is between them: a terminal, a mail or a limit of length breaks words,
 * and chats and pages put marks around them.
 */
export class LettersInOrder implements Reading {
  private readonly wanted: readonly string[];

  constructor({ excerpt, message, parts }: PastedText) {
    this.wanted = [...new Set([excerpt, message, ...parts].map(lettersOf))].filter(
      ({ length }) => length >= leastLetters,
    );
  }

  find({ text }: ReadChunkText): Found | undefined {
    if (this.wanted.length === 0) return undefined;
    const letters = lettersOf(text);
    for (const wanted of this.wanted) {
      const at = letters.indexOf(wanted);
      if (at < 0) continue;
      return {
        strength,
        start: positionOf(text, at),
        end: positionOf(text, at + wanted.length - 1),
      };
    }
    return undefined;
  }
}

function lettersOf(text: string): string {
  return text.replace(escapes, '  ').replace(notLetters, '').toLowerCase();
}

/** Position of a letter in a text. */
function positionOf(text: string, letter: number): number {
  const spaced = text.replace(escapes, '  ');
  let before = 0;
  for (const { 0: run, index } of spaced.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (letter < before + run.length) return index + letter - before;
    before += run.length;
  }
  return 0;
}
