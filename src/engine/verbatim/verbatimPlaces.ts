import { linesOf } from '../freshness/freshness';
import type { Evidence } from '../ranking/rank';
import { WordAligner } from './alignWords';
import { likelyChunks, type LikelyChunk } from './likelyChunks';
import { PrintedMessage } from './printedTemplate';
import { wordSequence } from './wordSequence';

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
  const { text, alternatives } = evidence.query;
  const { words } = wordSequence(text);
  const isWritten = writtenSign.test(text);
  const leastOfQuery = isWritten ? leastWordsOfWritten : leastWords;
  if (words.length < leastOfQuery || isQualifiedName(text.trim(), words.length)) return [];
  const { most, least } = isWritten ? readOfWritten : alternatives ? readOfTranslated : readOfQuestion;
  const judge = new TextJudge(text, words, isWritten);
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
  return places.sort((a, b) => b.strength - a.strength);
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

class TextJudge {
  private readonly aligner: WordAligner;
  private readonly message: PrintedMessage | undefined;
  private readonly written: string;
  private readonly leastShare: number;
  private readonly words: number;

  constructor(
    text: string,
    words: readonly string[],
    private readonly isWritten: boolean,
  ) {
    this.aligner = new WordAligner(words);
    this.message = isWritten ? new PrintedMessage(text) : undefined;
    this.written = text.replace(/\s+/g, ' ').trim();
    this.words = words.length;
    this.leastShare = words.length <= fewWords || !isWritten ? shareOfAll : shareOfMost;
  }

  judge(text: string): Found | undefined {
    // Most texts lack a word of a question, which must match nearly completely.
    if (!this.isWritten && this.aligner.mostShare(text) < this.leastShare) return undefined;
    const sequence = wordSequence(text);
    const found = this.aligner.align(sequence);
    if (!found) return undefined;
    const start = sequence.starts[found.first]!;
    const end = sequence.ends[found.last]!;
    if (found.share >= this.leastShare) {
      // An exact match with the same punctuation is stronger.
      const isSame = text.replace(/\s+/g, ' ').includes(this.written);
      return { strength: (isSame ? toTheLetter : 1) + found.share, start, end };
    }
    const template = this.message?.templateIn(text);
    return template && { strength: template.words / this.words, start: template.start, end: template.start };
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
