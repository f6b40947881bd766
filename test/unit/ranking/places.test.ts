import { describe, expect, it } from 'vitest';
import { PlaceScorer } from '../../../src/engine/ranking/places';
import { lexicalEvidence, shardOf, vectorsOf } from '../../support/memoryIndex';

const shards = [
  shardOf([
    {
      path: 'src/upload.ts',
      chunks: [
        { text: 'the header of a file that says retry' },
        {
          text: 'function retryUpload() { retry the upload }',
          symbols: [{ name: 'retryUpload', kind: 'function', line: 11 }],
        },
        {
          text: 'function retryUploadOfEverythingLater() { retry the upload }',
          symbols: [{ name: 'retryUploadOfEverythingLater', kind: 'function', line: 21 }],
        },
        { text: 'const unrelated = 1' },
      ],
    },
  ]),
];

const scorerOf = (query: string): PlaceScorer => new PlaceScorer(lexicalEvidence(shards, query));

describe('the score of a place', () => {
  it('increases with the matching words, and most with a matching name', () => {
    const scorer = scorerOf('how is an upload tried again: retry');
    const [header, exact, , unrelated] = [0, 1, 2, 3].map((chunk) => scorer.scoreOf(0, chunk));
    expect(exact!).toBeGreaterThan(header!);
    expect(header!).toBeGreaterThan(unrelated!);
  });

  it('contains the share of the query that a chunk and its names cover', () => {
    const scorer = scorerOf('retry upload');
    expect(scorer.signalsOf(0, 1).cover).toBeCloseTo(1);
    expect(scorer.signalsOf(0, 1).nameCover).toBeCloseTo(1);
    expect(scorer.signalsOf(0, 0)).toMatchObject({ nameCover: 0 });
    expect(scorer.signalsOf(0, 0).cover).toBeLessThan(1);
  });

  it('has no cosine without a vector, and marks the place that defines the searched name', () => {
    const scorer = scorerOf('retryUpload');
    expect([0, 1, 2].map((chunk) => scorer.signalsOf(0, chunk).exactName)).toEqual([0, 1, 0]);
    expect(scorer.signalsOf(0, 1).cosine).toBe(0);
  });

  it('is the weighted sum of its signals', () => {
    const evidence = lexicalEvidence(shards, 'retryUpload');
    const { chunks } = shards[0]!;
    const vector = [vectorsOf(shards[0]!, Float32Array.of(0.2, 0.6, 0.4, 0))];
    const scorer = new PlaceScorer({ ...evidence, vector });
    const [mean, deviation] = [0.4, Math.sqrt((0.2 ** 2 + 0.2 ** 2) / 3)];
    const total = evidence.statistics.idf.reduce((sum, idf) => sum + idf, 0);
    for (const [chunk, cosine] of [0.2, 0.6, 0.4, 0].entries()) {
      const signals = scorer.signalsOf(0, chunk);
      expect(signals.cosine).toBeCloseTo(cosine === 0 ? 0 : (cosine - mean) / (4 * deviation), 5);
      expect(signals.words).toBeCloseTo(evidence.lexical[0]!.chunks[chunk]! / (2 * total), 5);
      const { words, cover, nameCover, exactName } = signals;
      const score = 1.6 * words + 6.4 * cover + 2.5 * signals.cosine + 1.7 * nameCover + 3 * exactName;
      expect(scorer.scoreOf(0, chunk)).toBeCloseTo(score, 5);
    }
    const ofLicense = { ...shards[0]!, chunks: { ...chunks, boilerplate: Uint8Array.of(1, 0, 0, 0) } };
    const other = new PlaceScorer({ ...evidence, shards: [ofLicense], vector });
    expect(other.scoreOf(0, 0)).toBeCloseTo(scorer.scoreOf(0, 0) - 2, 5);
    expect(other.scoreOf(0, 1)).toBeCloseTo(scorer.scoreOf(0, 1), 5);
  });

  it('is a number if the query has no words, and if all cosines are equal', () => {
    const vector = [vectorsOf(shards[0]!, Float32Array.of(0.5, 0.5, 0.5, 0.5))];
    const scorer = new PlaceScorer({ ...lexicalEvidence(shards, '?'), vector });
    expect([0, 1, 2, 3].map((chunk) => scorer.scoreOf(0, chunk))).toEqual([0, 0, 0, 0]);
  });

  it('counts the exact name only if the query is one name', () => {
    expect(scorerOf('where is retryUpload called').signalsOf(0, 1).exactName).toBe(0);
  });
});
