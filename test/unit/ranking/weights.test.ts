import { describe, expect, it } from 'vitest';
import { rankFiles, signalsOf } from '../../../src/engine/ranking/rank';
import { signalNames, type SignalValues } from '../../../src/engine/ranking/signals';
import { lengthOf, weightsFor, type RankingWeights } from '../../../src/engine/ranking/weights';
import { repositoryEvidence } from './smallRepository';

const ofTerms = (count: number) => ({
  terms: Array.from({ length: count }, (_, i) => i),
  isSymbol: false,
});

describe('the length of a query', () => {
  it.each([
    [0, -1],
    [1, -1],
    [3, -0.5],
    [5, 0],
    [7, 0.5],
    [9, 1],
    [40, 1],
  ])('of %i terms is %f', (count, length) => {
    expect(lengthOf(ofTerms(count))).toBe(length);
  });
});

describe('the weights of a query', () => {
  const all = (value: number): SignalValues =>
    Object.fromEntries(signalNames.map((name) => [name, value])) as SignalValues;
  const weights: RankingWeights = {
    sentence: all(1),
    longer: { chunkLexical: 0.5, softStem: -0.25 },
    symbol: all(2),
  };

  it('depend on its length', () => {
    expect(weightsFor(ofTerms(5), weights)).toEqual(weights.sentence);
    expect(weightsFor(ofTerms(9), weights)).toEqual({ ...all(1), chunkLexical: 1.5, softStem: 0.75 });
    expect(weightsFor(ofTerms(1), weights)).toEqual({ ...all(1), chunkLexical: 0.5, softStem: 1.25 });
    expect(weights.sentence).toEqual(all(1));
  });

  it('are those of symbols for a name, whatever its length', () => {
    expect(weightsFor({ ...ofTerms(9), isSymbol: true }, weights)).toEqual(weights.symbol);
  });

  it('are those by which files are ranked', () => {
    const evidence = repositoryEvidence('where are the expired sessions removed from the store every night');
    expect(lengthOf(evidence.query)).toBeGreaterThan(0);
    const applied = weightsFor(evidence.query, weights);
    for (const ranked of rankFiles(evidence, weights)) {
      const signals = signalsOf(ranked);
      const sum = signalNames.reduce((total, name) => total + applied[name] * signals[name], 0);
      expect(ranked.score).toBeCloseTo(sum, 9);
    }
  });
});
