import { isStopWord } from '../../retrieval/query';

/** A string literal of one or more lines, at a position; it may contain quotes of another kind. */
const literal = /(["'`])((?:\\.|(?!\1)[^\\])*?)\1/sy;
/** The forms of placeholders of values in a literal. */
const placeholder = new RegExp(
  [
    // printf: %s, %-5.2f, %1$s, %*d, %zu, %+v, %@; of names: %(name)s, %<name>s, %{name}; of numbers: %1, %L1
    /%(?:\d+\$)?[-+#0,']*(?:\*|\d*)(?:\.(?:\d+|\*))?(?:hh?|ll?|[zjtLq])?[A-Za-z@]/,
    /%\(\w+\)[-\d.]*[a-z]|%<\w+>[-\d.]*[a-z]|%\{\w+\}|%L?\d/,
    // ${expression}, #{expression}, \(expression), $(expression), $name
    /[$#]\{(?:[^{}]|\{[^{}]*\})*\}|[\\$]\((?:[^()]|\([^()]*\))*\)|\$[A-Za-z_]\w*/,
    // {}, {0}, {name!r:>8}, {user.name ?? 'none'}, {{count}}
    /\{\{?[^{}\n]*\}\}?/,
    // ~p, ~.2f of Erlang and Lisp; :name, @name after a space
    /~[\d.,]*t?[a-z](?![a-z])|(?<![^\s(])[:@][a-z]\w+/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** Between two literals of one message: an operator that joins them, or two with an expression between. */
const joint =
  /\s*(?:(?:\+|\.{1,2}|<<|&|\|\||,|~)\s*(?:[^"'`;{}]{1,80}?(?:\+|\.{1,2}|<<|&|\|\||,|~)\s*)?)?[fFrRbBuL$@]{0,2}(?=["'`])/y;
/** Most literals of one message. */
const maxLiterals = 8;

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

/** What a log viewer puts in place of the rest of a message. */
const ellipsis = /\s*(?:…|\.{3}|\[(?:…|\.{3})\])$/;
/** Fewer characters of a text at the end of a message occur there by chance; without an ellipsis, it may not be cut. */
const leastBeforeCut = { marked: 4, unmarked: 8 };

/** A message that a program may have printed. */
export class PrintedMessage {
  private readonly plain: string;
  /** The end of it may be missing. */
  private readonly isCut: boolean;
  /** A word of it that a literal may contain; undefined if it has none. */
  private readonly anyWord: RegExp | undefined;

  constructor(message: string) {
    const spaced = message.replace(/\s+/g, ' ').trim().toLowerCase();
    this.plain = spaced.replace(ellipsis, '');
    this.isCut = this.plain !== spaced;
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
      const pieces: string[] = [];
      for (const content of literalsFrom(text, start)) {
        pieces.push(...content.split(placeholder));
        const said = wordsSaid(pieces, this.plain, this.isCut);
        if (!said) break;
        // A short literal without placeholders is a word that may occur in any message.
        if (pieces.length === 1 && said.words < wordsOfPlain) continue;
        if (said.isTelling && said.words > (best?.words ?? 0)) best = { start, words: said.words };
      }
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

/**
 * The content of the literal at a position, and of those that are joined to it: parts of one text have a space or
 * punctuation where they are joined, the names in a list have none. Empty literals are left out.
 */
function* literalsFrom(text: string, start: number): Generator<string> {
  literal.lastIndex = start;
  let isOpen = true;
  for (let count = 0; count < maxLiterals; count++) {
    const content = literal.exec(text)?.[2];
    if (content === undefined || content.length > maxLiteral) return;
    if (!isOpen && /^\w/.test(content)) return;
    if (content !== '') {
      yield content;
      isOpen = !/\w$/.test(content);
    }
    joint.lastIndex = literal.lastIndex;
    if (!joint.test(text)) return;
    literal.lastIndex = joint.lastIndex;
  }
}

/** The words of the pieces if all occur in the message, and whether they are enough to identify it. */
function wordsSaid(
  pieces: readonly string[],
  message: string,
  isCut: boolean,
): { readonly words: number; readonly isTelling: boolean } | undefined {
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
    const whole = message.indexOf(said, at);
    const least = isCut ? leastBeforeCut.marked : telling >= 2 ? leastBeforeCut.unmarked : Infinity;
    const cut = whole < 0 && count > 0 ? beginningAtEnd(said, message, at, least) : 0;
    if (whole < 0 && cut === 0) return undefined;
    const found = whole < 0 ? message.length - cut : whole;
    if (at === 0) begins = i === 0 && (found === 0 || message.slice(0, found).endsWith(': '));
    at = found + (cut || said.length);
    const words = message.slice(found, at).match(/[\p{L}\p{N}_]+/gu) ?? [];
    count += words.length;
    telling += words.filter((word) => !isStopWord(word) && word.length > 1).length;
    if (cut > 0) break;
  }
  const isTelling = telling >= 2 || (telling >= 1 && (count >= 3 || (begins && count >= 2)));
  return { words: count, isTelling };
}

/** Length of the longest beginning of a text with which a message ends, from a position on; 0 if it is shorter. */
function beginningAtEnd(said: string, message: string, from: number, least: number): number {
  for (let length = Math.min(said.length, message.length - from); length >= least; length--) {
    if (message.endsWith(said.slice(0, length))) return length;
  }
  return 0;
}
