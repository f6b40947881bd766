import { isStopWord } from '../retrieval/query';

/** A string literal of one or more lines, at a position; it may contain quotes of another kind. */
const literal = /(["'`])((?:\\.|(?!\1)[^\\])*?)\1/sy;
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

/** A message that a program may have printed. */
export class PrintedMessage {
  private readonly plain: string;
  /** A word of it that a literal may contain; undefined if it has none. */
  private readonly anyWord: RegExp | undefined;

  constructor(message: string) {
    this.plain = message.replace(/\s+/g, ' ').trim().toLowerCase();
    const words = new Set(this.plain.match(/[\p{L}_]{2,}/gu)?.filter((word) => !isStopWord(word)));
    this.anyWord = words.size > 0 ? new RegExp([...words].join('|'), 'gi') : undefined;
  }

  /**
   * The literal that most likely printed the message: all its text outside placeholders occurs in the message, in
   * order. Any text may precede it in the message; only a value may follow it.
   */
  templateIn(text: string): PrintedTemplate | undefined {
    let best: PrintedTemplate | undefined;
    for (const start of this.quotesBesideWords(text)) {
      literal.lastIndex = start;
      const content = literal.exec(text)?.[2];
      if (content === undefined || content.length > maxLiteral) continue;
      const pieces = content.split(placeholder);
      const words = wordsSaid(pieces, this.plain);
      // A short literal without placeholders is a word that may occur in any message.
      if (pieces.length === 1 && words < wordsOfPlain) continue;
      if (words > (best?.words ?? 0)) best = { start, words };
    }
    return best;
  }

  /**
   * The quotes in lines with a word of the message, and the last one before each of these lines, ascending. Each may
   * begin a literal: which ones do cannot be known, because a comment may contain an apostrophe.
   */
  private quotesBesideWords(text: string): ReadonlySet<number> {
    const quotes = new Set<number>();
    if (!this.anyWord) return quotes;
    this.anyWord.lastIndex = 0;
    while (this.anyWord.test(text)) {
      const at = this.anyWord.lastIndex;
      const start = text.lastIndexOf('\n', at - 1) + 1;
      const next = text.indexOf('\n', at);
      const end = next < 0 ? text.length : next;
      const before = lastQuote(text, start - 1);
      if (before >= 0) quotes.add(before);
      for (let i = start; i < end; i++) if (isQuote(text.charCodeAt(i))) quotes.add(i);
      this.anyWord.lastIndex = end;
    }
    return quotes;
  }
}

function lastQuote(text: string, from: number): number {
  const least = Math.max(0, from - maxLiteral);
  let at = from;
  while (at >= least && !isQuote(text.charCodeAt(at))) at--;
  return at >= least ? at : -1;
}

/** Double and single quotes, backticks. */
function isQuote(code: number): boolean {
  return code === 34 || code === 39 || code === 96;
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
