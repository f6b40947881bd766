import { linesOf } from '../freshness/freshness';
import type { Evidence } from '../ranking/rank';
import { WordAligner } from './alignWords';
import { likelyChunks, type LikelyChunk } from './likelyChunks';
import { templateOf } from './printedTemplate';
import { wordSequence } from './wordSequence';

/** A chunk that says the text of a query as it is written, or as a program prints it. */
export interface VerbatimPlace {
  /** Position of its shard, and number of the chunk within it. */
  readonly shard: number;
  readonly chunk: number;
  /** Lines of the file as it is now that say it; 1-based, inclusive. */
  readonly line: number;
  readonly endLine: number;
  /** More is more of the query: above {@link toTheLetter} all of it with its signs, above 1 all of its words, else a part. */
  readonly strength: number;
}

export const toTheLetter = 2;

/** The text of the file of a chunk as it is now, and the lines of the chunk; undefined where they are not there any more. */
export type ReadChunk = (
  shard: number,
  chunk: number,
) => Promise<{ readonly fileText: string; readonly startLine: number; readonly endLine: number } | undefined>;

/** Fewer words are a name or a subject; with signs, two are code. */
const leastWords = 3;
const leastWordsOfWritten = 2;
/** A text of so few words, and what may be a question, has to stand there as it is. */
const fewWords = 4;
const shareOfAll = 0.95;
const shareOfMost = 0.85;
/** The name of one thing, as `com.shop.cart.Cart`: where it is defined is asked for, not where it stands. */
const qualifiedName = /^[\p{L}\p{N}_$.:#]+$/u;

/** What tells a message or code from a question: signs and numbers. */
const writtenSign = /["`:;=(){}[\]<>%$#@\\/|*+&_]|\d/;

/** Chunks whose text is read, and the least of the known words that they have; more where the query does not look like a question. */
const readOfQuestion = { most: 12, least: 0.7 };
const readOfWritten = { most: 32, least: 0.3 };

/**
 * The places that say a query as it is written: nearly all of its words in a row, whatever signs stand between them, or a literal that it
 * was printed from. The strongest first.
 */
export async function verbatimPlaces(evidence: Evidence, read: ReadChunk): Promise<VerbatimPlace[]> {
  const { text } = evidence.query;
  const { words } = wordSequence(text);
  const isWritten = writtenSign.test(text);
  const leastOfQuery = isWritten ? leastWordsOfWritten : leastWords;
  if (words.length < leastOfQuery || qualifiedName.test(text.trim())) return [];
  const { most, least } = isWritten ? readOfWritten : readOfQuestion;
  const judge = new TextJudge(text, words, isWritten);
  const places = await Promise.all(
    likelyChunks(evidence, most, least).map(async ({ shard, chunk }: LikelyChunk) => {
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
    }),
  );
  return places.filter((place) => place !== undefined).sort((a, b) => b.strength - a.strength);
}

/** What part of a text says a query. */
interface Found {
  readonly strength: number;
  readonly start: number;
  readonly end: number;
}

class TextJudge {
  private readonly aligner: WordAligner;
  private readonly written: string;
  private readonly leastShare: number;
  private readonly words: number;

  constructor(
    private readonly text: string,
    words: readonly string[],
    private readonly isWritten: boolean,
  ) {
    this.aligner = new WordAligner(words);
    this.written = text.replace(/\s+/g, ' ').trim();
    this.words = words.length;
    this.leastShare = words.length <= fewWords || !isWritten ? shareOfAll : shareOfMost;
  }

  judge(text: string): Found | undefined {
    const sequence = wordSequence(text);
    const found = this.aligner.align(sequence);
    if (!found) return undefined;
    const start = sequence.starts[found.first]!;
    const end = sequence.ends[found.last]!;
    if (found.share >= this.leastShare) {
      // To the letter, and with the same signs, is more.
      const isSame = text.replace(/\s+/g, ' ').includes(this.written);
      return { strength: (isSame ? toTheLetter : 1) + found.share, start, end };
    }
    const template = this.isWritten ? templateOf(this.text, text) : undefined;
    return template && { strength: template.words / this.words, start: template.start, end: template.start };
  }
}

/** Number of the line, from 0, that a position in joined lines lies in. */
function lineOf(lines: readonly string[], position: number): number {
  let end = 0;
  for (const [i, line] of lines.entries()) {
    end += line.length + 1;
    if (position < end) return i;
  }
  return lines.length - 1;
}
