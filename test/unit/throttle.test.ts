import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Throttle, withThrottledProgress } from '../../src/common/throttle';

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
  it('reports the first value at once, then the newest at most once per interval', () => {
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

  it('does nothing after it was disposed', () => {
    throttle.push(1);
    throttle.push(2);
    throttle.dispose();
    vi.advanceTimersByTime(1000);
    expect(shown).toEqual([1]);
  });
});

describe('throttled progress', () => {
  it('reports the first and the last of very many values, and few between', async () => {
    const told: number[] = [];
    const result = await withThrottledProgress<number, string>(
      (value) => told.push(value),
      (report) => {
        for (let i = 1; i <= 100_000; i++) report(i);
        return Promise.resolve('done');
      },
    );
    expect(result).toBe('done');
    expect([told[0], told.at(-1), told.length]).toEqual([1, 100_000, 2]);
  });

  it('reports nothing after a failure', async () => {
    const told: number[] = [];
    const failing = withThrottledProgress<number, never>(
      (value) => told.push(value),
      (report) => {
        report(1);
        report(2);
        return Promise.reject(new Error('no'));
      },
    );
    await expect(failing).rejects.toThrow('no');
    vi.runAllTimers();
    expect(told).toEqual([1]);
  });
});
