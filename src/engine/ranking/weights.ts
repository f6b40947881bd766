import type { SignalValues } from './signals';

/** Weights for queries that describe, and for those that name one symbol. */
export interface RankingWeights {
  readonly sentence: Readonly<SignalValues>;
  readonly symbol: Readonly<SignalValues>;
}

/**
 * Weights of the signals. Origin: listwise softmax with an L2 penalty of 0.3 over the 17 development repositories of the
 * public benchmark of MinishLab/semble (`model/README.md` of the built-in model tells how little such weights carry
 * over to other repositories: a later set is to be learned from other data).
 */
export const defaultWeights: RankingWeights = {
  sentence: {
    chunkLexical: 1.0,
    fileLexical: 0.96,
    definedNames: 0.95,
    chunkCosine: 1.02,
    fileCosine: 1.03,
    stemCover: 0.17,
    stemPrecision: 1.04,
    stemMatch: 0.27,
    bestName: 0.27,
    exactName: 0.65,
    test: -0.66,
    example: -0.16,
    index: 0.29,
    docs: -0.21,
    centrality: 0.58,
    depth: -0.6,
    length: 0.77,
  },
  symbol: {
    chunkLexical: 0.68,
    fileLexical: 0.58,
    definedNames: 0.81,
    chunkCosine: 0.46,
    fileCosine: 0.62,
    stemCover: 0.33,
    stemPrecision: 0.84,
    stemMatch: 0.83,
    bestName: 1.07,
    exactName: 1.67,
    test: -0.44,
    example: -0.09,
    index: 0.45,
    docs: -0.06,
    centrality: 0.55,
    depth: -0.45,
    length: 0.8,
  },
};
