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

describe('trying again by itself', () => {
  it('waits as long as the failure says', () => {
    timer.follow(building);
    timer.follow(failed(30_000));
    expect(triesWithin(29_999)).toBe(0);
    expect(triesWithin(1)).toBe(1);
    expect(triesWithin(3_600_000)).toBe(0);
  });

  it('waits twice as long after each further failure, and ten minutes at most', () => {
    const waits = Array.from({ length: 7 }, () => secondsToNextTry(30_000));
    expect(waits).toEqual([30, 60, 120, 240, 480, 600, 600]);
  });

  it.each([3_600_000, 30 * 86_400_000, 2 ** 31, 1e300, Infinity])(
    'waits ten minutes at most where the failure says %d ms',
    (retryAfterMs) => {
      timer.follow(failed(retryAfterMs));
      expect(triesWithin(599_999)).toBe(0);
      expect(triesWithin(1)).toBe(1);
    },
  );

  it('begins with the first wait again once all was well', () => {
    secondsToNextTry(30_000);
    secondsToNextTry(30_000);
    timer.follow(ready);
    expect(secondsToNextTry(30_000)).toBe(30);
  });

  it('does nothing about a cause that stays', () => {
    timer.follow(failed());
    expect(triesWithin(86_400_000)).toBe(0);
  });

  it.each<[string, AnsweringState]>([
    ['somebody tried already', building],
    ['it was paused', { kind: 'paused', totals }],
    ['it was cancelled', { kind: 'stale', totals, why: 'Cancelled.' }],
    ['all is well', ready],
    ['the folder was closed', { kind: 'empty', reason: 'noFolder' }],
  ])('does not try where %s meanwhile', (_, state) => {
    timer.follow(failed(1000));
    timer.follow(state);
    expect(triesWithin(3_600_000)).toBe(0);
  });

  it('tries once, however often the same state is told', () => {
    timer.follow(failed(1000));
    vi.advanceTimersByTime(900);
    timer.follow(failed(1000));
    expect(triesWithin(100)).toBe(1);
    timer.follow(failed(1000));
    expect(triesWithin(3_600_000)).toBe(0);
  });

  it('plans the next try when one has failed, and tells its time meanwhile', () => {
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

  it('ends with what it belongs to', () => {
    timer.follow(failed(1000));
    timer.dispose();
    expect(triesWithin(3_600_000)).toBe(0);
  });
});
