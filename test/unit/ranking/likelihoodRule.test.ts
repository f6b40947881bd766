import { describe, expect, it } from 'vitest';
import { Likelihood, likelihoodRule, passes } from '../../../src/engine/ranking/likelihood';
import { lexicalEvidence, shardOf, vectorsOf } from '../../support/memoryIndex';

/** The fitted rule is 1.82 cover + 29.96 cosine - 1.5 deviations - 3.09 unknown >= 4.26. */
describe('a result is likely to be an answer', () => {
  const nothing = { cover: 0, cosine: 0, deviations: 0, unknown: 0 };
  it.each([
    ['no', 'without a word and without a vector', {}],
    ['yes', 'without a vector, with 87 % of the words', { cover: 0.87 }],
    ['no', 'without a vector, with 86 % of the words', { cover: 0.86 }],
    ['yes', 'with all words, whatever the vector', { cover: 1, cosine: 0.01 }],
    ['yes', 'with 90 % of the words and a cosine of 0.088', { cover: 0.9, cosine: 0.088 }],
    ['no', 'with 90 % of the words and a cosine of 0.087', { cover: 0.9, cosine: 0.087 }],
    ['yes', 'with a cosine of 0.143', { cosine: 0.143 }],
    ['no', 'with a cosine of 0.142', { cosine: 0.142 }],
    ['yes', 'with a cosine of 0.2 that is 1.1 deviations above the mean', { cosine: 0.2, deviations: 1.1 }],
    ['no', 'with one that is 1.2 deviations above it', { cosine: 0.2, deviations: 1.2 }],
    ['yes', 'with a cosine of 0.2 and 56 % of the query unknown', { cosine: 0.2, unknown: 0.56 }],
    ['no', 'with a cosine of 0.2 and 57 % of the query unknown', { cosine: 0.2, unknown: 0.57 }],
  ])('%s: %s', (answer, _, signals) => {
    expect(passes({ ...nothing, ...signals }, likelihoodRule)).toBe(answer === 'yes');
  });

  it('at the threshold itself', () => {
    const weights = { cover: 1, cosine: 0, deviations: 0, unknown: 0 };
    expect(passes({ ...nothing, cosine: 0.1, cover: 0.5 }, { weights, threshold: 0.5 })).toBe(true);
  });
});

describe('the signals of likelihood', () => {
  const shards = [
    shardOf([
      { path: 'a.ts', chunks: [{ text: 'retry failed uploads' }, { text: 'retry' }] },
      { path: 'b.ts', chunks: [{ text: 'something else entirely' }, { text: 'more' }] },
    ]),
  ];

  it('are the share of the query, by the rarity of its words, in the chunk and in no chunk', () => {
    const likelihood = new Likelihood(lexicalEvidence(shards, 'retry uploads unicorn'));
    // Okapi BM25: of four chunks, two contain `retry`, one `uploads`, none `unicorn`.
    const idf = (having: number): number => Math.log(1 + (4 - having + 0.5) / (having + 0.5));
    const total = idf(2) + idf(1) + idf(0);
    expect(likelihood.signalsOf(0, 0).cover).toBeCloseTo((idf(2) + idf(1)) / total, 5);
    expect(likelihood.signalsOf(0, 1).cover).toBeCloseTo(idf(2) / total, 5);
    expect(likelihood.signalsOf(0, 3).cover).toBe(0);
    expect(likelihood.signalsOf(0, 3).unknown).toBeCloseTo(idf(0) / total, 5);
  });

  it('compare a cosine with those of all chunks that have a vector', () => {
    const vector = [vectorsOf(shards[0]!, Float32Array.of(0.5, 0.1, 0.3, 0))];
    const likelihood = new Likelihood({ ...lexicalEvidence(shards, 'retry'), vector });
    const deviation = Math.sqrt((0.2 ** 2 + 0.2 ** 2) / 3);
    expect([0, 1, 2, 3].map((chunk) => likelihood.signalsOf(0, chunk).cosine)).toEqual(
      [0.5, 0.1, 0.3, 0].map(Math.fround),
    );
    const deviations = [0, 1, 2, 3].map((chunk) => likelihood.signalsOf(0, chunk).deviations);
    [0.2 / deviation, -0.2 / deviation, 0, 0].forEach((expected, chunk) => {
      expect(deviations[chunk]).toBeCloseTo(expected, 4);
    });
  });

  it('are numbers for a query without words, and for a single vector', () => {
    const vector = [vectorsOf(shards[0]!, Float32Array.of(0.5, 0, 0, 0))];
    const likelihood = new Likelihood({ ...lexicalEvidence(shards, '?'), vector });
    expect(likelihood.signalsOf(0, 0)).toEqual({ cover: 0, cosine: 0.5, deviations: 0, unknown: 0 });
  });
});
