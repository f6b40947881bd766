import type { TokenList } from './tokenList';

/** Begins the vocabulary. Within a string of JSON its quotes would be escaped, so it can only be a key. */
const opening = '"vocab":{';
/** More digits may not be a safe integer. */
const mostDigits = 15;

const QUOTE = 0x22;
const COLON = 0x3a;
const COMMA = 0x2c;
const CLOSING_BRACE = 0x7d;

/**
 * Separates the vocabulary of a `tokenizer.json` from the rest. `JSON.parse` takes ten times as long for it, because it creates an
 * object with thirty thousand keys.
 *
 * @returns the text with an empty vocabulary, and the tokens; undefined if the vocabulary is not written in the compact form
 *   that is expected, in ASCII without blanks and escapes. Then only `JSON.parse` can read it.
 */
export function scanVocabulary(
  text: string,
): { readonly rest: string; readonly tokens: TokenList } | undefined {
  const at = text.indexOf(opening);
  if (at < 0 || text.includes(opening, at + 1)) return undefined;
  const characters = new TextEncoder().encode(text);
  if (characters.length !== text.length) return undefined;
  const begin = at + opening.length;
  const [starts, ends, ids]: [number[], number[], number[]] = [[], [], []];
  let i = begin;
  for (let last = COMMA; last !== CLOSING_BRACE; i++) {
    if (last !== COMMA || characters[i] !== QUOTE) return undefined;
    const end = characters.indexOf(QUOTE, i + 1);
    if (end < 0 || characters[end + 1] !== COLON) return undefined;
    const firstDigit = end + 2;
    starts.push(i + 1);
    ends.push(end);
    i = firstDigit;
    let id = 0;
    for (let digit: number; (digit = characters[i]! - 0x30) >= 0 && digit <= 9; i++) id = id * 10 + digit;
    if (i === firstDigit || i - firstDigit > mostDigits) return undefined;
    ids.push(id);
    last = characters[i]!;
  }
  if (text.slice(begin, i).includes('\\')) return undefined;
  return { rest: text.slice(0, begin) + text.slice(i - 1), tokens: { characters, starts, ends, ids } };
}
