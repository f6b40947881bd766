import { linesOf } from '../freshness/freshness';
import { distinctTokens } from '../pasted/distinctTokens';
import { readPastedText, type PastedText } from '../pasted/pastedText';
import type { Evidence } from '../ranking/rank';
import { WordAligner } from './alignWords';
import { literalPattern } from './exactTexts';
import { likelyChunks, type LikelyChunk } from './likelyChunks';
import { PrintedMessage } from './printedTemplate';
import { wordSequence, type WordSequence } from './wordSequence';

/** A chunk that contains the text of a query verbatim, or as a program prints it. */
export interface VerbatimPlace {
  /** Position of its shard, and number of the chunk within it. */
  readonly shard: number;
  readonly chunk: number;
  /** Current lines of the file that contain it; 1-based, inclusive. */
  readonly line: number;
  readonly endLine: number;
  /**
   * Higher is more of the query: above {@link toTheLetter} all of it with its punctuation, above 1 all of its words,
   * otherwise a part.
   */
  readonly strength: number;
}

export const toTheLetter = 2;

/** The strength of a chunk that has only the distinct tokens of the query, and the most chunks that count with it. */
const ofTokens = 0.01;
const mostOfTokens = 4;

/** The current text of the file of a chunk, and the lines of the chunk; undefined if they are gone. */
export type ReadChunk = (
  shard: number,
  chunk: number,
) => Promise<{ readonly fileText: string; readonly startLine: number; readonly endLine: number } | undefined>;

/** Fewer words are a name or a topic; with punctuation, two are code. */
const leastWords = 3;
const leastWordsOfWritten = 2;
/** A text with so few words, or one that may be a question, must match completely. */
const fewWords = 4;
const shareOfAll = 0.95;
const shareOfMost = 0.85;
/** The name of one thing, as `com.shop.cart.Cart`: the user searches for its definition, not for mentions. */
const qualifiedName = /^[\p{L}\p{N}_$.:#]+$/u;

/** Punctuation and digits, which distinguish a message or code from a question. */
const writtenSign = /["`:;=(){}[\]<>%$#@\\/|*+&_]|\d/;

/**
 * Number of chunks to read, and the least share of the indexed words that they contain; more if the query does not
 * look like a question.
 */
const readOfQuestion = { most: 12, least: 0.95 };
const readOfWritten = { most: 32, least: 0.3 };
/** A text in the language of the question lacks the words that only its translation has. */
const readOfTranslated = { most: 24, least: 0.6 };
/**
 * Of a message, values are known that no literal has, and the rest may be common words: if none of the first chunks
 * printed it, others with most of its words are read.
 */
const leastWordsOfMessage = 4;
const furtherForMessage = { most: 96, least: 0.45 };

/**
 * The places that contain a query verbatim: nearly all of its words in a row, whatever punctuation is between them,
 * or a literal that printed it. The strongest first.
 */
export async function verbatimPlaces(evidence: Evidence, read: ReadChunk): Promise<VerbatimPlace[]> {
  const { query } = evidence;
  const { text, alternatives, pasted = readPastedText(text) } = query;
  const { words } = wordSequence(text);
  const isWritten = writtenSign.test(pasted.original);
  const leastOfQuery = isWritten ? leastWordsOfWritten : leastWords;
  if (words.length < leastOfQuery || isQualifiedName(text.trim(), words.length)) return [];
  const { most, least } = isWritten ? readOfWritten : alternatives ? readOfTranslated : readOfQuestion;
  const judge = new TextJudge(pasted, isWritten);
  const isMessage = isWritten && words.length >= leastWordsOfMessage && !/[?？]\s*$/.test(text);
  const likely = likelyChunks(evidence, isMessage ? most + furtherForMessage.most : most, least);
  const find = async (chunks: readonly LikelyChunk[]): Promise<VerbatimPlace[]> => {
    const places = await Promise.all(chunks.map((chunk) => placeIn(chunk, judge, read)));
    return places.filter((place) => place !== undefined);
  };
  const first = await find(likely.slice(0, most));
  const places =
    first.length > 0
      ? first
      : await find(likely.slice(most).filter(({ cover }) => cover >= furtherForMessage.least));
  const stronger = places.filter(({ strength }) => strength > ofTokens);
  if (stronger.length > 0) return stronger.sort((a, b) => b.strength - a.strength);
  // A token of many places does not identify one.
  return places.length > mostOfTokens ? [] : places;
}

/** In a script without spaces, a text without punctuation has more words than a name has parts. */
function isQualifiedName(text: string, words: number): boolean {
  return qualifiedName.test(text) && words <= text.split(/[.:#]+/).length;
}

async function placeIn(
  { shard, chunk }: LikelyChunk,
  judge: TextJudge,
  read: ReadChunk,
): Promise<VerbatimPlace | undefined> {
  const now = await read(shard, chunk);
  if (!now) return undefined;
  const lines = linesOf(now.fileText, now.startLine, now.endLine);
  const found = judge.judge(lines.join('\n'));
  return (
    found && {
      ...{ shard, chunk, strength: found.strength },
      line: now.startLine + lineOf(lines, found.start),
      endLine: now.startLine + lineOf(lines, found.end),
    }
  );
}

/** The part of a text that matches a query. */
interface Found {
  readonly strength: number;
  readonly start: number;
  readonly end: number;
}

/** One reading of a query, and how it is looked for. */
interface Wanted {
  readonly aligner: WordAligner;
  readonly written: string;
  readonly leastShare: number;
  /** It is lines of a file, and not a message in them. */
  readonly isExcerpt: boolean;
}

class TextJudge {
  private readonly wanted: readonly Wanted[];
  private readonly messages: readonly PrintedMessage[];
  /** Patterns of the distinct tokens. */
  private readonly tokens: readonly RegExp[];
  private readonly words: number;

  constructor(
    { original, plain, excerpt, message, parts }: PastedText,
    private readonly isWritten: boolean,
  ) {
    const texts = new Map<string, boolean>([
      ...[...(isWritten ? parts : []), message].map((text) => [text, false] as const),
      ...[excerpt, original].map((text) => [text, true] as const),
    ]);
    this.wanted = Array.from(texts, ([text, isExcerpt]) => {
      const { words } = wordSequence(text);
      return {
        isExcerpt,
        aligner: new WordAligner(words),
        written: text.replace(/\s+/g, ' ').trim(),
        leastShare: words.length <= fewWords || !isWritten ? shareOfAll : shareOfMost,
        words: words.length,
      };
    }).filter(({ words, isExcerpt }) => isExcerpt || words >= leastWords);
    this.messages = isWritten ? [...new Set([message, plain])].map((text) => new PrintedMessage(text)) : [];
    this.tokens = isWritten
      ? distinctTokens(message).map(
          (token) => new RegExp(`(?<![\\w-])${literalPattern(token)}(?![\\w-])`, 'i'),
        )
      : [];
    this.words = wordSequence(message).words.length;
  }

  /** The strongest match of any reading. */
  judge(text: string): Found | undefined {
    let words: WordSequence | undefined;
    // Not needed for most texts.
    const sequence = (): WordSequence => (words ??= wordSequence(text));
    let best: Found | undefined;
    for (const one of this.wanted) {
      const found = this.alignmentOf(one, text, sequence);
      if (found && found.strength > (best?.strength ?? 0)) best = found;
    }
    if (best) return best;
    for (const message of this.messages) {
      const template = message.templateIn(text);
      if (template)
        return { strength: template.words / this.words, start: template.start, end: template.start };
    }
    return this.tokensIn(text);
  }

  private tokensIn(text: string): Found | undefined {
    const starts = this.tokens.map((token) => text.search(token));
    if (starts.length === 0 || starts.some((start) => start < 0)) return undefined;
    return { strength: ofTokens, start: starts[0]!, end: starts[0]! };
  }

  private alignmentOf(
    { aligner, written, leastShare, isExcerpt }: Wanted,
    text: string,
    sequence: () => WordSequence,
  ): Found | undefined {
    // Most texts lack a word of a question, which must match nearly completely.
    if (!this.isWritten && aligner.mostShare(text) < leastShare) return undefined;
    const { starts, ends } = sequence();
    const found = aligner.align(sequence());
    if (!found || found.share < leastShare) return undefined;
    // An exact match with the same punctuation is stronger.
    const isSame = text.replace(/\s+/g, ' ').includes(written);
    const strength = (isSame ? toTheLetter : 1) + found.share;
    return {
      strength: isExcerpt ? strength : Math.min(toTheLetter, strength),
      start: starts[found.first]!,
      end: ends[found.last]!,
    };
  }
}

/** Number of the line, from 0, at a position in the joined lines. */
function lineOf(lines: readonly string[], position: number): number {
  let end = 0;
  for (const [i, line] of lines.entries()) {
    end += line.length + 1;
    if (position < end) return i;
  }
  return lines.length - 1;
}
