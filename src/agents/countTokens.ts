/**
 * Parts of a text that tokenizers treat as units: long runs of encoded data, words of an identifier, up to three
 * digits, white space, and single other characters.
 */
const parts =
  /[A-Za-z0-9+/]{20,}|[A-Za-z]*[\u00c0-\u024f][A-Za-z\u00c0-\u024f]*|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d{1,3}|[^\S\n]+|\n+|[^\sA-Za-z0-9]/gu;
/** Letters of a word that are one token; tokenizers know most words of this length. */
const knownLetters = 4;
/** A longer run without a separator is encoded data even without a digit. */
const longestName = 40;

/**
 * The tokens of a text for a language model, without its tokenizer: an estimate that is rarely below the real count.
 * On ten lines of code or documentation it is 1.18 to 2.3 times the larger count of `cl100k_base` and `o200k_base` (1st
 * and 99th percentile over seven repositories), 1.46 times at the median.
 */
export function countTokens(text: string): number {
  let tokens = 1;
  for (const { 0: part, index } of text.matchAll(parts)) {
    tokens += tokensOf(part);
    // A number has no token together with the space before it.
    if (/[^\S\n]$/.test(part) && isDigit(text.charCodeAt(index + part.length))) tokens++;
  }
  return Math.ceil(tokens);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function tokensOf(part: string): number {
  const code = part.codePointAt(0)!;
  // A single space belongs to the word behind it.
  if (part.trim() === '') return part === ' ' ? 0 : 1;
  // Words with accents are rarely known as a whole.
  if (/[\u00c0-\u024f]/.test(part)) return Math.max(1.2, 0.7 * part.length);
  if (code > 127) return tokensOfCharacter(code);
  if (part.length >= 20 && (/\d/.test(part) || part.length >= longestName)) return 0.8 * part.length;
  if (/^[A-Z]{2}/.test(part)) return part.length / 2.2;
  if (/[A-Za-z]/.test(part)) return 1 + Math.max(0, part.length - knownLetters) / 3;
  return /\d/.test(part) ? 1 : 0.9;
}

/** Most characters are less than a token for each two bytes of UTF-8. Emoji are rare, and up to three tokens. */
function tokensOfCharacter(code: number): number {
  return code < 0x800 ? 1.2 : code < 0x10000 ? 1.8 : 3;
}
