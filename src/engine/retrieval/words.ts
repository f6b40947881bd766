import { stemmer } from 'stemmer';

/** Character classes for splitting text into identifiers and words. */
const enum CharClass {
  Other,
  Lower,
  Upper,
  Digit,
  Joiner,
  Cjk,
}

/** Longest identifier that is processed: longer runs are encoded data, not names. */
const maxIdentifierLength = 80;

function classOfAscii(code: number): CharClass {
  if (code >= 97 && code <= 122) return CharClass.Lower;
  if (code >= 65 && code <= 90) return CharClass.Upper;
  if (code >= 48 && code <= 57) return CharClass.Digit;
  return code === 95 || code === 36 ? CharClass.Joiner : CharClass.Other;
}

/** Every character of every file is looked up: a table is faster than comparisons. */
const asciiClasses: readonly CharClass[] = Array.from({ length: 128 }, (_, code) => classOfAscii(code));

function classOf(code: number): CharClass {
  if (code < 128) return asciiClasses[code]!;
  return isCjk(code) ? CharClass.Cjk : classOfLetter(code);
}

/**
 * Han, Kana, Bopomofo, Hangul, Thai, Lao, Khmer, Burmese, Yi, Javanese, Balinese and the scripts of the Tai languages: written
 * without spaces between words. A rare character of Han is two surrogates. Character pairs match
 * a word in any context; a dictionary (`Intl.Segmenter`) divides the same word differently in another sentence, and
 * differs between versions of Node.
 */
function isCjk(code: number): boolean {
  return (
    (code >= 0x2e80 &&
      code <= 0x9fff &&
      !(code >= 0x3000 && code <= 0x3004) &&
      !(code >= 0x3008 && code <= 0x3020)) ||
    (code >= 0xac00 && code <= 0xd7ff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0x1000 && code <= 0x109f) ||
    (code >= 0x1100 && code <= 0x11ff) ||
    (code >= 0x0e01 && code <= 0x0eff && code !== 0x0e3f) ||
    (code >= 0x1780 && code <= 0x17d3) ||
    (code >= 0x1950 && code <= 0x19df) ||
    (code >= 0x1a20 && code <= 0x1a7f) ||
    (code >= 0x1b00 && code <= 0x1b4c) ||
    (code >= 0xa000 && code <= 0xa48c) ||
    (code >= 0xa960 && code <= 0xa97f) ||
    (code >= 0xa980 && code <= 0xa9c0) ||
    (code >= 0xa9e0 && code <= 0xa9fe) ||
    (code >= 0xaa60 && code <= 0xaadf) ||
    (code >= 0xd840 && code <= 0xd88d) ||
    (code >= 0xdc00 && code <= 0xdfff) ||
    (code >= 0xff66 && code <= 0xffdc)
  );
}

const ascii = /^[\0-\x7f]*$/;
const asciiLetters = /^[a-z]*$/;
/** Presentation forms of Arabic and Latin, full-width and half-width characters. */
const compatibility = /[\ufb00-\ufdff\ufe70-\uffef]/;
/** Optional vowel signs and accents of Hebrew and Arabic, and the stroke that lengthens an Arabic word. */
const optionalMarks =
  /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc]/g;
/** Letters of Arabic script that are written in several ways, with the one that is indexed. */
const arabicForms: ReadonlyMap<string, string> = new Map([
  ...Array.from('أإآٱ', (form) => [form, 'ا'] as const),
  ...Array.from('ىیې', (form) => [form, 'ي'] as const),
  ['ک', 'ك'],
  ['ہ', 'ه'],
  ['ە', 'ه'],
]);
const arabicForm = /[أإآٱىیېکہە]/g;
/** Greek is written without accents in capitals. */
const greekAccented = /[\u0386-\u03ce\u1f00-\u1fff]/;
const greekMarks = /(?<=[\u0370-\u03ff])[\u0300-\u0345]+/g;
/** The vowel am of Thai and Lao, written as two characters. */
const splitAm = /(?:\u0e4d\u0e32|\u0ecd\u0eb2)/g;

/**
 * Normalizes a run that {@link scanText} found to one Unicode form: composed, of ordinary width, without the marks of
 * Hebrew and Arabic and the accents of Greek.
 */
export function unifiedRun(run: string): string {
  if (ascii.test(run)) return run;
  const composed = run
    .normalize(compatibility.test(run) ? 'NFKC' : 'NFC')
    .replace(optionalMarks, '')
    .replace(splitAm, (am) => (am.startsWith('\u0e4d') ? '\u0e33' : '\u0eb3'))
    .replace(arabicForm, (form) => arabicForms.get(form)!);
  return greekAccented.test(composed)
    ? composed.normalize('NFD').replace(greekMarks, '').replaceAll('ς', 'σ').normalize('NFC')
    : composed;
}

/**
 * Class of every letter outside ASCII and CJK, computed on first use, because a regular expression for each character
 * is slow.
 */
const letterClasses = new Map<number, CharClass>();

function classOfLetter(code: number): CharClass {
  let known = letterClasses.get(code);
  if (known === undefined) {
    const character = String.fromCharCode(code);
    if (/\p{Lu}/u.test(character)) known = CharClass.Upper;
    else if (/[\p{L}\p{M}]/u.test(character)) known = CharClass.Lower;
    else known = /\p{Nd}/u.test(character) ? CharClass.Digit : CharClass.Other;
    letterClasses.set(code, known);
  }
  return known;
}

/** The words of one identifier: split by case, underscore and digit (`parseHTTPResponse2` → parse, HTTP, Response, 2). */
export function splitIdentifier(identifier: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let previous = CharClass.Joiner;
  for (let i = 0; i <= identifier.length; i++) {
    const current = i < identifier.length ? classOf(identifier.charCodeAt(i)) : CharClass.Joiner;
    if (i > start && borders(previous, current, identifier, i)) {
      // The last capital of a run belongs to the following lower-case word.
      const end = previous === CharClass.Upper && current === CharClass.Lower ? i - 1 : i;
      if (end > start) parts.push(identifier.slice(start, end));
      start = end;
    }
    if (current === CharClass.Joiner) start = i + 1;
    previous = current;
  }
  return parts;
}

function borders(previous: CharClass, current: CharClass, identifier: string, at: number): boolean {
  if (previous === current) return false;
  if (current === CharClass.Joiner) return true;
  if (previous === CharClass.Upper && current === CharClass.Lower) {
    return at >= 2 && classOf(identifier.charCodeAt(at - 2)) === CharClass.Upper;
  }
  return true;
}

/** A word as it is indexed: lower case, without its English ending. */
export function normalizeWord(word: string): string {
  const lower = word.toLowerCase();
  return lower.length > 2 && lower.length <= 24 && asciiLetters.test(lower) ? stemmer(lower) : lower;
}

/**
 * Receives the results of {@link scanText}: identifiers, and runs of characters of scripts without spaces between
 * words (`cjk`). Both as written: {@link unifiedRun} normalizes them.
 */
export interface TextVisitor {
  identifier(start: number, end: number): void;
  cjk(start: number, end: number): void;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

/** Finds every identifier and every run without spaces of a text, in order. */
export function scanText(text: string, visitor: TextVisitor): void {
  const length = text.length;
  let i = 0;
  while (i < length) {
    const first = classOf(text.charCodeAt(i));
    if (first === CharClass.Other) {
      // Both surrogates of a character that is not a letter.
      i += isHighSurrogate(text.charCodeAt(i)) ? 2 : 1;
      continue;
    }
    const start = i++;
    if (first === CharClass.Cjk) {
      while (i < length && classOf(text.charCodeAt(i)) === CharClass.Cjk) i++;
      visitor.cjk(start, i);
      continue;
    }
    while (i < length) {
      const current = classOf(text.charCodeAt(i));
      if (current === CharClass.Other || current === CharClass.Cjk) break;
      i++;
    }
    if (i - start <= maxIdentifierLength) visitor.identifier(start, i);
  }
}

/** The words of identifiers, in lower case and in their order. */
export function wordsIn(text: string): string[] {
  const words: string[] = [];
  scanText(text, {
    identifier: (start, end) => {
      for (const part of splitIdentifier(text.slice(start, end))) words.push(part.toLowerCase());
    },
    cjk: () => undefined,
  });
  return words;
}
