import { literalPattern } from '../exactTexts';
import type { Found, ReadChunkText, Reading } from './reading';

/** The strength of a chunk that has only the distinct tokens of the query. */
export const ofTokens = 0.01;

/** The distinct tokens of the query, without the rest. */
export class DistinctTokens implements Reading {
  private readonly patterns: readonly RegExp[];

  /** @param tokens see `PastedText` */
  constructor(tokens: readonly string[]) {
    this.patterns = tokens.map((token) => new RegExp(`(?<![\\w-])${literalPattern(token)}(?![\\w-])`, 'i'));
  }

  find({ text }: ReadChunkText): Found | undefined {
    const starts = this.patterns.map((pattern) => text.search(pattern));
    if (starts.length === 0 || starts.some((start) => start < 0)) return undefined;
    return { strength: ofTokens, start: starts[0]!, end: starts[0]! };
  }
}
