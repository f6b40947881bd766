/**
 * A piece of a text that a lexicon may know: a run of characters of a script without spaces, or a word. Positions are in UTF-16
 * code units of the text.
 */
export interface ForeignRun {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** As it is looked up: in lower case. */
  readonly text: string;
  /** It may be divided anywhere: Chinese, Japanese, Korean. Else its units begin where the word does. */
  readonly isUnspaced: boolean;
}

const runPattern =
  /(?<unspaced>[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}ー々〆]+)|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;

/** The runs and words of a text, in order, those of Latin letters included. */
export function foreignRuns(text: string): ForeignRun[] {
  return Array.from(text.matchAll(runPattern), (found) => ({
    start: found.index,
    end: found.index + found[0].length,
    text: found[0].toLowerCase(),
    isUnspaced: found.groups?.['unspaced'] !== undefined,
  }));
}
