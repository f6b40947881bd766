import { describe, expect, it } from 'vitest';
import { ScoreArrays } from '../../../src/engine/retrieval/scoreArrays';

describe('arrays for scores', () => {
  it('do not overlap, and are no more than the block holds', () => {
    const arrays = new ScoreArrays(6);
    const first = arrays.floats(2).fill(1);
    const second = arrays.integers(1).fill(2);
    const third = arrays.floats(3);
    expect([[...first], [...second], [...third]]).toEqual([[1, 1], [2], [0, 0, 0]]);
    expect(() => arrays.floats(1)).toThrow(RangeError);
  });
});
