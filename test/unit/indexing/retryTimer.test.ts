import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnsweringState } from '../../../src/common/contracts/indexState';
import { RetryTimer } from '../../../src/vscode/indexing/retryTimer';

const totals = { files: 1, chunks: 2 };
const building: AnsweringState = { kind: 'building', totals, done: 0, total: 1 };
const ready: AnsweringState = { kind: 'ready', totals, failedFiles: 0, skippedPaths: 0 };
const failed = (retryAfterMs?: number): AnsweringState => ({
  kind: 'failed',
  totals,
  error: { code: 'PROVIDER_BUSY', message: 'Busy.', hint: 'Wait.', retryAfterMs },
});

let tries = 0;
let timer: RetryTimer;

beforeEach(() => {
  vi.useFakeTimers();
  tries = 0;
  timer = new RetryTimer(() => {
    tries++;
    return Promise.resolve();
  });
});

afterEach(() => {
  timer.dispose();
  vi.useRealTimers();
});

/** Number of retries within the given milliseconds. */
function triesWithin(ms: number): number {
  const before = tries;
  vi.advanceTimersByTime(ms);
  return tries - before;
}

/** Fails again and returns the time to the next retry, in steps of a second. */
function secondsToNextTry(retryAfterMs: number): number {
  timer.follow(failed(retryAfterMs));
  let seconds = 0;
  while (triesWithin(1000) === 0) seconds++;
  timer.follow(building);
  return seconds + 1;
}

describe('the automatic retry', () => {
  it('waits for the delay that the failure names', () => {
    timer.follow(building);
    timer.follow(failed(30_000));
    expect(triesWithin(29_999)).toBe(0);
    expect(triesWithin(1)).toBe(1);
    expect(triesWithin(3_600_000)).toBe(0);
  });

  it('doubles the delay after each further failure, up to ten minutes', () => {
    const waits = Array.from({ length: 7 }, () => secondsToNextTry(30_000));
    expect(waits).toEqual([30, 60, 120, 240, 480, 600, 600]);
  });

  it.each([3_600_000, 30 * 86_400_000, 2 ** 31, 1e300, Infinity])(
    'waits at most ten minutes if the failure names %d ms',
    (retryAfterMs) => {
      timer.follow(failed(retryAfterMs));
      expect(triesWithin(599_999)).toBe(0);
      expect(triesWithin(1)).toBe(1);
    },
  );

  it('starts with the named delay again after the index was ready', () => {
    secondsToNextTry(30_000);
    secondsToNextTry(30_000);
    timer.follow(ready);
    expect(secondsToNextTry(30_000)).toBe(30);
  });

  it('is not planned for a permanent failure', () => {
    timer.follow(failed());
    expect(triesWithin(86_400_000)).toBe(0);
  });

  it.each<[string, AnsweringState]>([
    ['a run has started', building],
    ['indexing was paused', { kind: 'paused', totals }],
    ['indexing was cancelled', { kind: 'stale', totals, why: 'Cancelled.' }],
    ['the index is ready', ready],
    ['the folder was closed', { kind: 'empty', reason: 'noFolder' }],
  ])('is dropped if %s meanwhile', (_, state) => {
    timer.follow(failed(1000));
    timer.follow(state);
    expect(triesWithin(3_600_000)).toBe(0);
  });

  it('runs once if the same state is reported several times', () => {
    timer.follow(failed(1000));
    vi.advanceTimersByTime(900);
    timer.follow(failed(1000));
    expect(triesWithin(100)).toBe(1);
    timer.follow(failed(1000));
    expect(triesWithin(3_600_000)).toBe(0);
  });

  it('is planned again after a failed retry, and its time is known', () => {
    const trying = (isTrying: boolean): AnsweringState =>
      ({ ...failed(30_000), waits: { isTrying } }) as AnsweringState;
    timer.follow(trying(false));
    expect(timer.atMs).toBe(Date.now() + 30_000);
    expect(triesWithin(30_000)).toBe(1);
    expect(timer.atMs).toBeUndefined();
    timer.follow(trying(true));
    expect(triesWithin(3_600_000)).toBe(0);
    timer.follow(trying(false));
    expect(timer.atMs).toBe(Date.now() + 60_000);
    expect(triesWithin(60_000)).toBe(1);
  });

  it('is planned if a temporary failure remains after a permanent one', () => {
    timer.follow(failed());
    timer.follow(failed(1000));
    expect(triesWithin(1000)).toBe(1);
  });

  it('stays planned if another folder fails permanently', () => {
    timer.follow(failed(1000));
    timer.follow(failed());
    expect(triesWithin(1000)).toBe(1);
  });

  it('does not run after the timer was disposed', () => {
    timer.follow(failed(1000));
    timer.dispose();
    expect(triesWithin(3_600_000)).toBe(0);
  });
});
