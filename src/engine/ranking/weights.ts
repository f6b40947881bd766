import type { SignalValues } from './signals';

/** Weights for descriptive queries, and for those that name one symbol. */
export interface RankingWeights {
  readonly sentence: Readonly<SignalValues>;
  readonly symbol: Readonly<SignalValues>;
}

/**
 * Weights of the signals, fitted on questions about 31 repositories outside the public benchmark of MinishLab/semble,
 * together with those of its 17 development repositories, with ten times the weight. Ranking each fold of
 * repositories by weights fitted on the others gave 0.804 NDCG@10 for questions as users ask them and 0.870 for the
 * benchmark; the weights of 17 signals fitted on the benchmark alone gave 0.771 and 0.861. Names are compared more
 * closely for symbols, so these weights keep signals that sentences do not use. `docs` is set by hand: documentation
 * answers hardly any question of the benchmark, but users do search for it.
 */
export const defaultWeights: RankingWeights = {
  sentence: {
    chunkLexical: 1.24,
    fileLexical: 1.2,
    definedNames: 0.64,
    chunkCosine: 0.53,
    fileCosine: 0.46,
    stemCover: 0,
    stemPrecision: 0,
    stemMatch: 0,
    softStem: 1.16,
    pathCosine: 0.29,
    bestName: 1.18,
    exactName: 0,
    test: -2.35,
    example: -0.35,
    index: 0.45,
    docs: -0.7,
    centrality: 0.69,
    depth: -1.21,
    length: 1.16,
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
