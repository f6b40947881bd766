import { describe, expect, it } from 'vitest';
import { bestOfFiles } from '../../../src/engine/retrieval/bestOfFiles';
import { ScoreArrays } from '../../../src/engine/retrieval/scoreArrays';
import { shardOf } from '../../support/memoryIndex';

describe('the best chunk of a file', () => {
  const chunks = (count: number) => Array.from({ length: count }, () => ({ text: 'text' }));
  const shard = shardOf([
    { path: 'a.ts', chunks: chunks(3) },
    { path: 'b.ts', chunks: chunks(2) },
    { path: 'c.ts', chunks: [] },
    { path: 'd.ts', chunks: chunks(1) },
  ]);

  it.each([
    ['the first, the last, the only one', [3, 1, 2, 4, 5, 6], [3, 5, 0, 6]],
    ['one between others', [1, 3, 2, 0, 0, 0], [3, 0, 0, 0]],
    ['with a score below 1', [0.25, 0.5, 0, 0.125, 0, 0.75], [0.5, 0.125, 0, 0.75]],
    ['none with a negative score', [-1, -2, 0, -3, 1, -4], [0, 1, 0, 0]],
  ])('counts: %s', (_, scores, best) => {
    expect([...bestOfFiles(shard, Float32Array.from(scores), new ScoreArrays(4))]).toEqual(best);
  });
});
