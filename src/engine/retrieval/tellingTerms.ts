import type { Shard } from '../indexing/shard';
import { inverseFrequency } from './lexicalStatistics';
import { findTerm } from './postings';
import type { AnalyzedQuery } from './query';
import { termHash } from './termHash';
import type { TermAnalyzer, TermCounts } from './terms';
import { normalizeWord } from './words';

/** Most terms that represent a text: more would only add frequent terms. */
const mostTerms = 25;
/** Most characters read of a long text. */
const maxCharacters = 100_000;

/** Words of comments that say nothing about the topic, although some of them are rare in code. */
const functionWords: ReadonlySet<number> = new Set(
  (
    'a about after again all also although always an and another any are as at be because been before being below between ' +
    'both but by can cannot could did do does done during each either else even ever every few for from had has have here how ' +
    'however if in instead into is it its itself just least less like may might more most much must neither never no nor not ' +
    'now of off often on once only onto or other others otherwise our over own per rather same should since so some still ' +
    'such than that the their them then there therefore these they this those though through thus to too under unless until ' +
    'up upon us used using very was we were what whatever when where whether which while who whose why will with within ' +
    'without would yet you your'
  )
    .split(' ')
    .map((word) => termHash(normalizeWord(word))),
);

/**
 * Turns a text into a query for similar texts: its most distinctive terms, which are frequent in it and rare
 * elsewhere. Terms that occur in no chunk are left out, as are function words of English unless the text has no others.
 */
export function tellingTerms(text: string, index: CountedChunks, analyzer: TermAnalyzer): AnalyzedQuery {
  const { hashes, counts } = termsOfText(text, analyzer);
  const terms: { term: number; weight: number }[] = [];
  const saysMore = hashes.some((term) => !functionWords.has(term));
  hashes.forEach((term, i) => {
    if (saysMore && functionWords.has(term)) return;
    const frequency = index.chunksWith(term);
    if (frequency === 0) return;
    terms.push({ term, weight: (1 + Math.log(counts[i]!)) * inverseFrequency(index.chunkCount, frequency) });
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

/** The terms of a text that {@link tellingTerms} chooses from. */
export function termsOfText(text: string, analyzer: TermAnalyzer): TermCounts {
  return analyzer.analyze(text.slice(0, maxCharacters));
}

/** The number of chunks of an index, and of those with a term. */
export interface CountedChunks {
  readonly chunkCount: number;
  chunksWith(term: number): number;
}

/** Counts the chunks of some shards. */
export function chunksIn(shards: readonly Shard[]): CountedChunks {
  return {
    chunkCount: shards.reduce((sum, { chunks }) => sum + chunks.count, 0),
    chunksWith: (term) => {
      let count = 0;
      for (const { bodies } of shards) {
        const position = findTerm(bodies, term);
        if (position >= 0) count += bodies.offsets[position + 1]! - bodies.offsets[position]!;
      }
      return count;
    },
  };
}
