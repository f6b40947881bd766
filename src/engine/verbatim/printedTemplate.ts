import { isStopWord } from '../retrieval/query';

/** String literals of a line or several; a quote of another kind may stand inside. */
const literal = /(["'`])((?:\\.|(?!\1)[^\\])*?)\1/gs;
/** What stands for a value: %s, %-5.2f, %(name)s, %{name}, {}, {0}, {name!r}, ${expression}, #{expression}, \(expression), :name */
const placeholder =
  /%[-+ #0]*\d*(?:\.\d+)?(?:l{0,2}|h)[sdiuvqrxXfegcpTt@](?![a-z])|%\(\w+\)[srdf]|%\{\w+\}|\$\{[^{}]*\}|#\{[^{}]*\}|\\\([^()]*\)|\{[\w.!:,'"[\]()-]*\}|\$[A-Za-z_]\w*/g;

/** Longest literal that is looked at. */
const maxLiteral = 400;

/** Least words of a literal without placeholders. */
const wordsOfPlain = 4;

/** What a program prints by a literal of its text. */
export interface PrintedTemplate {
  /** Where the literal stands in the text. */
  readonly start: number;
  /** Words of the query that stand in it as they are written. */
  readonly words: number;
}

/**
 * The literal that a message was most likely printed from: all that it says beside them stands in the message, in its
 * order. What a program puts before a message does not matter; behind it, nothing but a value may follow.
 */
export function templateOf(message: string, text: string): PrintedTemplate | undefined {
  let best: PrintedTemplate | undefined;
  const plain = message.replace(/\s+/g, ' ').trim().toLowerCase();
  for (const match of text.matchAll(literal)) {
    const content = match[2]!;
    if (content.length > maxLiteral) continue;
    const pieces = content.split(placeholder);
    const words = wordsSaid(pieces, plain);
    // Without placeholders, a short literal is a word that may stand in any message.
    if (pieces.length === 1 && words < wordsOfPlain) continue;
    if (words > (best?.words ?? 0)) best = { start: match.index, words };
  }
  return best;
}

/** How many words the pieces have, where they all stand in the message; 0 where they do not, or say too little. */
function wordsSaid(pieces: readonly string[], message: string): number {
  let at = 0;
  let begins = true;
  let count = 0;
  let telling = 0;
  for (const [i, piece] of pieces.entries()) {
    const wanted = piece
      .replace(/\\[nrt]/g, ' ')
      .replace(/\\(.)/g, '$1')
      .replace(/\s+/g, ' ')
      .toLowerCase();
    const said = i === 0 ? wanted.trimStart() : i === pieces.length - 1 ? wanted.trimEnd() : wanted;
    if (said === '') continue;
    const found = message.indexOf(said, at);
    if (found < 0) return 0;
    if (at === 0) begins = i === 0 && (found === 0 || message.slice(0, found).endsWith(': '));
    at = found + said.length;
    const words = said.match(/[\p{L}\p{N}_]+/gu) ?? [];
    count += words.length;
    telling += words.filter((word) => !isStopWord(word) && word.length > 1).length;
  }
  return telling >= 2 || (telling >= 1 && (count >= 3 || (begins && count >= 2))) ? count : 0;
}
