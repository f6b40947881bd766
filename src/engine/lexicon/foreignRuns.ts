/**
 * A unit of a text to look up in a lexicon: a run of characters of a script without spaces, or a word. Positions are
 * in UTF-16 code units of the text.
 */
export interface ForeignRun {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** In lower case, as it is looked up. */
  readonly text: string;
  /** It may be divided anywhere: Chinese, Japanese, Korean. Otherwise only prefixes are matched. */
  readonly isUnspaced: boolean;
}

const runPattern =
  /(?<unspaced>[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}ー々〆]+)|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;

/** The runs and words of a text, in order, including those in Latin letters. */
export function foreignRuns(text: string): ForeignRun[] {
  return Array.from(text.matchAll(runPattern), (found) => ({
    start: found.index,
    end: found.index + found[0].length,
    // The lower case of the Turkish İ is an i with a combining dot.
    text: found[0].toLowerCase().replaceAll('i\u0307', 'i'),
    isUnspaced: found.groups?.['unspaced'] !== undefined,
  }));
}
