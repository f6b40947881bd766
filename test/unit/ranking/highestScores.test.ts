import { describe, expect, it } from 'vitest';
import { HighestScores } from '../../../src/engine/ranking/highestScores';

/** The lowest of the `count` highest positive scores, computed by sorting. */
function expected(scores: readonly number[], count: number): number {
  const positive = scores.map(Math.fround).filter((score) => score > 0);
  return positive.length < count ? 0 : positive.sort((a, b) => b - a)[count - 1]!;
}

describe('HighestScores', () => {
  it.each([
    ['ascending', Array.from({ length: 50 }, (_, i) => i)],
    ['descending', Array.from({ length: 50 }, (_, i) => 50 - i)],
    ['mixed, with ties', Array.from({ length: 500 }, (_, i) => (i * 7919) % 97)],
    ['few', [3, 1]],
    ['nothing positive', [0, -1, Number.NaN]],
  ])('%s', (_name, scores) => {
    for (const count of [1, 2, 7, 40]) {
      const highest = new HighestScores(count);
      for (const score of scores) highest.add(score);
      expect(highest.threshold).toBe(expected(scores, count));
    }
  });
});
