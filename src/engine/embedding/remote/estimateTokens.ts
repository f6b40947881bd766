/** Longer runs of letters are encoded data rather than words; tokenizers split them into shorter tokens. */
const longestWord = 12;

/**
 * An upper bound of a text's tokens, almost certain, without its tokenizer. Counts by class of character: two letters
 * of one case per token (real tokenizers: three to five), far inside a run of letters four per three tokens; digits,
 * punctuation, tabs and line breaks one each, four spaces in a row as one, everything else one for each byte of
 * UTF-8, which no byte-level tokenizer exceeds. The result is two and a half times the real count on code, and never
 * less than the real count on encoded or minified text.
 */
export function estimateTokens(text: string): number {
  let tokens = 1;
  let letters = 0;
  /** The last `letters` that are of one case. */
  let alike = 0;
  let wasUpper = false;
  let spaces = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code | 32) >= 97 && (code | 32) <= 122) {
      const isUpper = code < 97;
      if (letters === 0 || isUpper !== wasUpper) alike = 0;
      const continues = letters++ < longestWord ? alike % 2 === 1 : alike % 4 === 3;
      if (!continues) tokens++;
      alike++;
      wasUpper = isUpper;
      spaces = 0;
      continue;
    }
    letters = 0;
    if (code === 32) {
      if (spaces++ % 4 === 0) tokens++;
      continue;
    }
    spaces = 0;
    // Half of a surrogate pair is two of four bytes.
    tokens += code < 128 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return tokens;
}
