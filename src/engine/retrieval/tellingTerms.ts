import type { Shard } from '../indexing/shard';
import { inverseFrequency } from './lexicalRetriever';
import { findTerm } from './postings';
import type { AnalyzedQuery } from './query';
import type { TermAnalyzer } from './terms';

/** Most terms that represent a text: more would only add frequent terms. */
const mostTerms = 25;
/** Most characters read of a long text. */
const maxCharacters = 100_000;

/**
 * Turns a text into a query for similar texts: its most distinctive terms, which are frequent in it and rare
 * elsewhere. Terms that occur in no chunk are left out.
 */
export function tellingTerms(text: string, shards: readonly Shard[], analyzer: TermAnalyzer): AnalyzedQuery {
  const { hashes, counts } = analyzer.analyze(text.slice(0, maxCharacters));
  const chunkCount = shards.reduce((sum, { chunks }) => sum + chunks.count, 0);
  const terms: { term: number; weight: number }[] = [];
  hashes.forEach((term, i) => {
    const frequency = chunksWith(term, shards);
    if (frequency === 0) return;
    terms.push({ term, weight: (1 + Math.log(counts[i]!)) * inverseFrequency(chunkCount, frequency) });
  });
  return {
    text,
    terms: terms
      .sort((a, b) => b.weight - a.weight)
      .slice(0, mostTerms)
      .map(({ term }) => term),
    identifiers: [],
    isSymbol: false,
  };
}

function chunksWith(term: number, shards: readonly Shard[]): number {
  let count = 0;
  for (const { bodies } of shards) {
    const position = findTerm(bodies, term);
    if (position >= 0) count += bodies.offsets[position + 1]! - bodies.offsets[position]!;
  }
  return count;
}
