import { describe, expect, it } from 'vitest';
import { PlaceScorer } from '../../../src/engine/ranking/places';
import { lexicalEvidence, shardOf } from '../../support/memoryIndex';

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
  it('rises with the words it has, and most with a name that says them', () => {
    const scorer = scorerOf('how is an upload tried again: retry');
    const [header, exact, longer, unrelated] = [0, 1, 2, 3].map((chunk) => scorer.scoreOf(0, chunk));
    expect(exact!).toBeGreaterThan(longer!);
    expect(longer!).toBeGreaterThan(header!);
    expect(header!).toBeGreaterThan(unrelated!);
  });

  it('knows the share of the query that a chunk and its names cover', () => {
    const scorer = scorerOf('retry upload');
    expect(scorer.signalsOf(0, 1).cover).toBeCloseTo(1);
    expect(scorer.signalsOf(0, 1).nameCover).toBeCloseTo(1);
    expect(scorer.signalsOf(0, 1).name).toBeGreaterThan(scorer.signalsOf(0, 2).name);
    expect(scorer.signalsOf(0, 0)).toMatchObject({ name: 0, nameCover: 0 });
    expect(scorer.signalsOf(0, 0).cover).toBeLessThan(1);
  });

  it('has no cosine where there is no vector, and says which place defines the name that is asked for', () => {
    const scorer = scorerOf('retryUpload');
    expect([0, 1, 2].map((chunk) => scorer.signalsOf(0, chunk).exactName)).toEqual([0, 1, 0]);
    expect(scorer.signalsOf(0, 1).cosine).toBe(0);
  });
});
