import { describe, expect, it } from 'vitest';
import { meanDirection, normalized } from '../../../../src/engine/embedding/remote/vectorMath';

const lengthOf = (vector: Float32Array): number => Math.hypot(...vector);

describe('a vector of length 1', () => {
  it.each([
    ['an ordinary vector', [3, 4], [0.6, 0.8]],
    ['one of length 1 already', [0, -1], [0, -1]],
    ['the largest numbers', [3e38, 3e38], [Math.SQRT1_2, Math.SQRT1_2]],
    ['the smallest numbers', [1.4e-45, 0], [1, 0]],
    ['one dimension', [-7], [-1]],
  ])('is made of %s', (_, numbers, expected) => {
    const vector = Float32Array.from(numbers);
    const unit = normalized(vector);
    for (const [i, value] of expected.entries()) expect(unit[i]).toBeCloseTo(value, 6);
    expect([...vector]).toEqual([...Float32Array.from(numbers)]);
  });

  it('has length 1 whatever its dimensions', () => {
    for (const dimensions of [2, 3, 256, 4096]) {
      const vector = Float32Array.from({ length: dimensions }, (_, i) => Math.sin(i * 12.9898) * 43.7);
      expect(lengthOf(normalized(vector))).toBeCloseTo(1, 5);
    }
  });
});

describe('the mean direction', () => {
  const [x, y] = [Float32Array.of(1, 0), Float32Array.of(0, 1)];

  it.each([
    ['equal weights', [x, y], [1, 1], [Math.SQRT1_2, Math.SQRT1_2]],
    ['the weights of pieces', [x, y], [3, 4], [0.6, 0.8]],
    ['one that weighs nothing', [x, y], [0, 5], [0, 1]],
    ['equal vectors', [y, y, y], [1, 2, 3], [0, 1]],
    ['a single vector', [y], [9], [0, 1]],
    ['opposite vectors: the first stands for all', [x, Float32Array.of(-1, 0)], [2, 2], [1, 0]],
  ])('of %s', (_, vectors, weights, expected) => {
    const mean = meanDirection(vectors, weights);
    for (const [i, value] of expected.entries()) expect(mean[i]).toBeCloseTo(value, 6);
    expect(lengthOf(mean)).toBeCloseTo(1, 6);
  });

  it('of none is empty', () => {
    expect(meanDirection([], [])).toHaveLength(0);
  });
});
