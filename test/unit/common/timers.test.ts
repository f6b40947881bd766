import { describe, expect, it } from 'vitest';
import { timerDelay } from '../../../src/common/timers';

describe('the delay of a timer', () => {
  it.each([
    [0, 0],
    [1.5, 1.5],
    [2 ** 31 - 1, 2 ** 31 - 1],
    [2 ** 31, 2 ** 31 - 1],
    [30 * 86_400_000, 2 ** 31 - 1],
    [Infinity, 2 ** 31 - 1],
    [-1, 0],
    [-Infinity, 0],
    [NaN, 0],
  ])('for %d ms is one that does not overflow', (ms, expected) => {
    expect(timerDelay(ms)).toBe(expected);
  });
});
