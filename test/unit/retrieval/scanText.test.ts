import { describe, expect, it } from 'vitest';
import { scanText, unifiedRun, wordsIn } from '../../../src/engine/retrieval/words';

/** The runs of a text: identifiers as they are, runs of scripts without spaces in brackets. */
function runsOf(text: string): string[] {
  const runs: string[] = [];
  scanText(text, {
    identifier: (start, end) => runs.push(text.slice(start, end)),
    cjk: (start, end) => runs.push(`[${text.slice(start, end)}]`),
  });
  return runs;
}

describe('the runs of a text', () => {
  it.each([
    ['retryUpload(file2)', ['retryUpload', 'file2']],
    ['$scope.my_name', ['$scope', 'my_name']],
    ['AZaz09', ['AZaz09']],
    // The neighbours of A to Z, a to z and 0 to 9 in ASCII.
    ['a@b[c`d{e/f:g', ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
    ['größe, Ωmega; Ж', ['größe', 'Ωmega', 'Ж']],
    // The first characters beyond ASCII are no letters.
    ['a\u0080b\u007fc', ['a', 'b', 'c']],
    ['令牌', ['[令牌]']],
    ['用户id过期', ['[用户]', 'id', '[过期]']],
    ['token令牌', ['token', '[令牌]']],
    ['𠮷野家', ['[𠮷野家]']],
    ['a😀b令😀牌', ['a', 'b', '[令]', '[牌]']],
    ['', []],
    [' \n\t!', []],
  ])('%j', (text, runs) => {
    expect(runsOf(text)).toEqual(runs);
  });

  it('are not names if they have more than 80 characters', () => {
    const longest = 'a'.repeat(80);
    expect(runsOf(`${longest} x ${longest}b y`)).toEqual([longest, 'x', 'y']);
  });
});

/** First and last characters of the blocks of scripts that are written without spaces, and the characters around them. */
const scripts: readonly (readonly [name: string, first: number, last: number])[] = [
  ['radicals', 0x2e80, 0x2fff],
  ['iteration mark and number zero', 0x3005, 0x3007],
  ['Hangzhou numerals to Yi', 0x3021, 0xa48c],
  ['Hangul syllables and extended Jamo', 0xac00, 0xd7ff],
  ['compatibility Han', 0xf900, 0xfaff],
  ['Burmese', 0x1000, 0x109f],
  ['Hangul Jamo', 0x1100, 0x11ff],
  ['Thai before the sign of the currency', 0x0e01, 0x0e3e],
  ['Thai after it, and Lao', 0x0e40, 0x0eff],
  ['Khmer letters', 0x1780, 0x17d3],
  ['Hangul Jamo A and Javanese', 0xa960, 0xa9c0],
  ['Tai Le and New Tai Lue', 0x1950, 0x19df],
  ['Tai Tham', 0x1a20, 0x1a7f],
  ['Balinese', 0x1b00, 0x1b4c],
  ['Burmese B', 0xa9e0, 0xa9fe],
  ['Burmese A and Tai Viet', 0xaa60, 0xaadf],
  ['half-width kana and Hangul', 0xff66, 0xffdc],
];

describe('a script without spaces between words', () => {
  const isCjk = (code: number): boolean => runsOf(String.fromCharCode(code))[0]?.startsWith('[') ?? false;

  it.each(scripts)('%s', (_, first, last) => {
    expect([first - 1, first, last, last + 1].map(isCjk)).toEqual([false, true, true, false]);
  });

  it.each(['A', 'é', 'Ω', 'ж', 'א', 'ع', 'ა', '。', '「', '฿', '−'])('is not that of %s', (character) => {
    expect(isCjk(character.charCodeAt(0))).toBe(false);
  });
});

describe('the one form of a run', () => {
  it.each([
    ['plain', 'plain'],
    ['cafe\u0301', 'café'],
    ['ﬁle', 'file'],
    ['Ｂａｃｋ', 'Back'],
    ['ส\u0e4d\u0e32', 'ส\u0e33'],
    ['إعدادات', 'اعدادات'],
    ['کتابی', 'كتابي'],
    ['ΔΕΔΟΜΈΝΩΝ', 'ΔΕΔΟΜΕΝΩΝ'],
    ['χαρτί', 'χαρτι'],
    ['τίτλος', 'τιτλοσ'],
    ['ຂ\u0ecd\u0eb2', 'ຂ\u0eb3'],
    // Signs of their own, which composition must not lose.
    ['²', '²'],
  ])('%j', (run, form) => {
    expect(unifiedRun(run)).toBe(form);
  });
});

describe('the words of a text', () => {
  it('are those of its names, in lower case and in order', () => {
    expect(wordsIn('parseHTTPBody(令牌, user_id)')).toEqual(['parse', 'http', 'body', 'user', 'id']);
  });
});
