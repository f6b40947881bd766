import { describe, expect, it } from 'vitest';
import { spreadOf } from '../../../src/engine/ranking/spread';

const lists = [Float32Array.of(0, 2, 4), Float32Array.of(6)];

describe('the spread of scores', () => {
  it.each([
    ['all lists together, without zeros', lists, undefined, { mean: 4, deviation: Math.sqrt(8 / 3) }],
    ['only what is allowed', lists, [Uint8Array.of(1, 1, 0), Uint8Array.of(1)], { mean: 4, deviation: 2 }],
    ['one score', [Float32Array.of(3)], undefined, { mean: 3, deviation: 0 }],
    ['negative scores', [Float32Array.of(-1, 1)], undefined, { mean: 0, deviation: 1 }],
    ['only zeros', [Float32Array.of(0, 0)], undefined, { mean: 0, deviation: 0 }],
    ['nothing', [], undefined, { mean: 0, deviation: 0 }],
  ])('%s', (_, scores, allowed, { mean, deviation }) => {
    const spread = spreadOf(scores, allowed);
    expect(spread.mean).toBeCloseTo(mean, 6);
    expect(spread.deviation).toBeCloseTo(deviation, 6);
  });

  it('is 0 for equal scores, whose squares do not add up exactly', () => {
    expect(spreadOf([Float32Array.from({ length: 7 }, () => 0.1)]).deviation).toBeCloseTo(0, 6);
  });
});
