import type { AnalyzedQuery } from '../retrieval/query';
import { signalNames, type SignalValues } from './signals';

/** Weights for descriptive queries, and for those that name one symbol. */
export interface RankingWeights {
  readonly sentence: Readonly<SignalValues>;
  /** Multiplied by {@link lengthOf} the query and added to `sentence`. */
  readonly longer: Readonly<Partial<SignalValues>>;
  readonly symbol: Readonly<SignalValues>;
}

/**
 * Weights of the signals. Those of `sentence` are the mean of two fits, the first with a weight of 0.65: on questions
 * about 31 repositories outside the public benchmark of MinishLab/semble together with those of its 17 development
 * repositories, with ten times the weight; and on these together with sentences from the comments of definitions, as
 * `bench:passages` asks them. `longer` is from the second fit. Names are compared more closely for symbols, so the
 * weights of `symbol` keep signals that sentences do not use. `docs` is set by hand: documentation answers hardly any
 * question of the benchmark, but users do search for it. docs/search.md has the results.
 */
export const defaultWeights: RankingWeights = {
  sentence: {
    chunkLexical: 1.33,
    fileLexical: 1.25,
    definedNames: 0.64,
    chunkCosine: 0.55,
    fileCosine: 0.42,
    stemCover: 0,
    stemPrecision: 0,
    stemMatch: 0,
    softStem: 1.2,
    pathCosine: 0.3,
    bestName: 1.21,
    exactName: 0,
    test: -2.34,
    example: -0.45,
    index: 0.51,
    docs: -0.7,
    centrality: 0.89,
    depth: -1.2,
    length: 1.26,
  },
  longer: {
    chunkLexical: 1.42,
    softStem: -0.56,
  },
  symbol: {
    chunkLexical: 1.95,
    fileLexical: 1.83,
    definedNames: -0.47,
    chunkCosine: 0.23,
    fileCosine: 0.27,
    stemCover: 0.55,
    stemPrecision: 1.74,
    stemMatch: 1.69,
    softStem: 0,
    pathCosine: 0,
    bestName: 2.13,
    exactName: 2.04,
    test: -1.64,
    example: -0.03,
    index: 1.23,
    docs: -0.7,
    centrality: 1.21,
    depth: -0.93,
    length: 1.1,
  },
};

/**
 * Length of a descriptive query, from -1 for one term to 1 for nine terms or more; 0 for five, the usual number. A long
 * query describes what code does, so the words of a chunk say more; a short one is often a topic, as file names are.
 */
export function lengthOf({ terms }: Pick<AnalyzedQuery, 'terms'>): number {
  return Math.min(1, Math.max(-1, (terms.length - 5) / 4));
}

/** The weights that apply to a query. */
export function weightsFor(
  query: Pick<AnalyzedQuery, 'terms' | 'isSymbol'>,
  { sentence, longer, symbol }: RankingWeights,
): SignalValues {
  if (query.isSymbol) return symbol;
  const length = lengthOf(query);
  const weights: SignalValues = { ...sentence };
  for (const name of signalNames) weights[name] += length * (longer[name] ?? 0);
  return weights;
}
