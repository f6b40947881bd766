import { isStopWord } from '../retrieval/query';

/** String literals of one or more lines; they may contain quotes of another kind. */
const literal = /(["'`])((?:\\.|(?!\1)[^\\])*?)\1/gs;
/**
 * Placeholders of values: %s, %-5.2f, %(name)s, %{name}, {}, {0}, {name!r}, ${expression}, #{expression},
 * \(expression), :name
 */
const placeholder =
  /%[-+ #0]*\d*(?:\.\d+)?(?:l{0,2}|h)[sdiuvqrxXfegcpTt@](?![a-z])|%\(\w+\)[srdf]|%\{\w+\}|\$\{[^{}]*\}|#\{[^{}]*\}|\\\([^()]*\)|\{[\w.!:,'"[\]()-]*\}|\$[A-Za-z_]\w*/g;

/** Longest literal that is checked. */
const maxLiteral = 400;

/** Least words of a literal without placeholders. */
const wordsOfPlain = 4;

/** A string literal that may have printed a message. */
export interface PrintedTemplate {
  /** Position of the literal in the text. */
  readonly start: number;
  /** Words of the query that it contains verbatim. */
  readonly words: number;
}

/**
 * The literal that most likely printed a message: all its text outside placeholders occurs in the message, in order.
 * Any text may precede it in the message; only a value may follow it.
 */
export function templateOf(message: string, text: string): PrintedTemplate | undefined {
  let best: PrintedTemplate | undefined;
  const plain = message.replace(/\s+/g, ' ').trim().toLowerCase();
  for (const match of text.matchAll(literal)) {
    const content = match[2]!;
    if (content.length > maxLiteral) continue;
    const pieces = content.split(placeholder);
    const words = wordsSaid(pieces, plain);
    // A short literal without placeholders is a word that may occur in any message.
    if (pieces.length === 1 && words < wordsOfPlain) continue;
    if (words > (best?.words ?? 0)) best = { start: match.index, words };
  }
  return best;
}

/** Number of words in the pieces if all occur in the message; 0 if not, or if they are too short. */
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
