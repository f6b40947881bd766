import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Throttle } from '../../src/vscode/throttle';

let shown: number[];
let throttle: Throttle<number>;

beforeEach(() => {
  vi.useFakeTimers();
  shown = [];
  throttle = new Throttle((value) => shown.push(value), 200);
});

afterEach(() => {
  vi.useRealTimers();
});

describe('Throttle', () => {
  it('acts at once, then with the newest value at most once in an interval', () => {
    for (let i = 0; i <= 100; i++) {
      throttle.push(i);
      vi.advanceTimersByTime(10);
    }
    expect(shown).toEqual([0, 19, 39, 59, 79, 99]);
  });

  it('never loses the last value', () => {
    throttle.push(1);
    throttle.push(2);
    throttle.push(3);
    expect(shown).toEqual([1]);
    vi.advanceTimersByTime(1000);
    expect(shown).toEqual([1, 3]);
  });

  it('does nothing more when it is disposed', () => {
    throttle.push(1);
    throttle.push(2);
    throttle.dispose();
    vi.advanceTimersByTime(1000);
    expect(shown).toEqual([1]);
  });
});
