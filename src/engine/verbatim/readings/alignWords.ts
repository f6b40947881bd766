import { isStopWord } from '../../retrieval/query';
import type { WordSequence } from '../wordSequence';

/** How well a text contains the words of a query, in order and adjacent. */
export interface Alignment {
  /** Share of the query, 0 to 1: 1 has all its words in a row, without others between them. */
  readonly share: number;
  /** Length of the longest run of words of the query. */
  readonly run: number;
  /** Numbers of the first and the last word of the text in the alignment. */
  readonly first: number;
  readonly last: number;
}

/** A word of the text that matches one of the query. */
interface Pair {
  readonly query: number;
  readonly text: number;
  /** Best weight of a chain that ends here. */
  score: number;
  run: number;
  bestRun: number;
  first: number;
}

/** Weight of a stop word relative to others. */
const stopWeight = 0.4;

/** Cost of other words between two words: a program prints values in place of the placeholders of a message. */
const gapCost = 0.15;
const wordCost = 0.08;
const mostBetween = 12;

const beyondAscii = /[^\x00-\x7f]/;

/** Weights the words of a query once, and compares texts with them. */
export class WordAligner {
  private readonly positions = new Map<string, number[]>();
  private readonly weights: readonly number[];
  private readonly total: number;

  constructor(query: readonly string[]) {
    this.weights = query.map((word) => (isStopWord(word) ? stopWeight : 1));
    this.total = this.weights.reduce((sum, weight) => sum + weight, 0) || 1;
    query.forEach((word, i) => {
      const same = this.positions.get(word);
      if (same) same.push(i);
      else this.positions.set(word, [i]);
    });
  }

  /** No alignment with a text has a larger share: what its words contain of the query, whatever their order. */
  mostShare(text: string): number {
    const lower = text.toLowerCase();
    let sum = 0;
    for (const [word, positions] of this.positions) {
      // The lower case of other letters can depend on their neighbours.
      if (beyondAscii.test(word) || lower.includes(word))
        for (const position of positions) sum += this.weights[position]!;
    }
    return sum / this.total;
  }

  /** The best chain of words in the order of the query; undefined if the text has no word of it. */
  align({ words }: Pick<WordSequence, 'words'>): Alignment | undefined {
    const open: Pair[] = [];
    let best: Pair | undefined;
    let oldest = 0;
    for (let text = 0; text < words.length; text++) {
      const queries = this.positions.get(words[text]!);
      if (!queries) continue;
      while (oldest < open.length && text - open[oldest]!.text > mostBetween) oldest++;
      const before = open.length;
      for (const query of queries) {
        const pair = this.extend(open, oldest, before, query, text);
        open.push(pair);
        if (!best || pair.score > best.score) best = pair;
      }
    }
    return (
      best && {
        share: Math.max(0, best.score) / this.total,
        run: best.bestRun,
        first: best.first,
        last: best.text,
      }
    );
  }

  private extend(open: readonly Pair[], from: number, to: number, query: number, text: number): Pair {
    const weight = this.weights[query]!;
    const pair: Pair = { query, text, score: weight, run: 1, bestRun: 1, first: text };
    for (let i = from; i < to; i++) {
      const one = open[i]!;
      const skipped = query - one.query - 1;
      if (skipped < 0 || skipped > mostBetween) continue;
      const between = text - one.text - 1;
      const isNext = between === 0 && skipped === 0;
      const score = one.score + weight - (isNext ? 0 : gapCost + wordCost * between);
      if (score <= pair.score) continue;
      pair.score = score;
      pair.run = isNext ? one.run + 1 : 1;
      pair.bestRun = Math.max(one.bestRun, pair.run);
      pair.first = one.first;
    }
    return pair;
  }
}
