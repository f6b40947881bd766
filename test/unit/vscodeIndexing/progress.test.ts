import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProgressSum, type Progress } from '../../../src/vscode/indexing/progressSum';
import { QuietStart } from '../../../src/vscode/indexing/quietStart';

describe('the progress of several folders', () => {
  const at = (done: number, total: number): Progress => ({ done, total });
  const note = (sum: ProgressSum, folders: Readonly<Record<string, Progress | undefined>>) => {
    sum.note(new Map(Object.entries(folders).map(([name, progress]) => [name, { progress }])));
    return sum.current;
  };

  it('is the sum, and does not decrease when one of them has finished', () => {
    const sum = new ProgressSum();
    expect(note(sum, { a: undefined, b: undefined })).toBeUndefined();
    expect(note(sum, { a: at(0, 10), b: undefined })).toEqual(at(0, 10));
    expect(note(sum, { a: at(4, 10), b: at(1, 5) })).toEqual(at(5, 15));
    expect(note(sum, { a: undefined, b: at(2, 5) })).toEqual(at(12, 15));
    expect(note(sum, { a: undefined, b: at(5, 5) })).toEqual(at(15, 15));
    expect(note(sum, { a: undefined, b: undefined })).toBeUndefined();
  });

  it('counts two runs of one folder during a run of another', () => {
    const sum = new ProgressSum();
    note(sum, { a: at(3, 3), b: at(0, 4) });
    note(sum, { a: undefined, b: at(1, 4) });
    expect(note(sum, { a: at(1, 2), b: at(1, 4) })).toEqual(at(5, 9));
  });

  it('starts at zero when all have finished', () => {
    const sum = new ProgressSum();
    note(sum, { a: at(3, 3) });
    note(sum, { a: undefined });
    expect(note(sum, { a: at(0, 2) })).toEqual(at(0, 2));
  });

  it('does not count a folder that was removed', () => {
    const sum = new ProgressSum();
    note(sum, { a: at(1, 3), b: at(1, 2) });
    expect(note(sum, { b: at(1, 2) })).toEqual(at(1, 2));
  });
});

describe('progress that is shown after a delay', () => {
  let told: number[];
  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const startWith = (quietMs: number): QuietStart<number> =>
    new QuietStart((value) => {
      told.push(value);
    }, quietMs);

  it('is the newest one then, and each one later', () => {
    const start = startWith(100);
    start.push(1);
    start.push(2);
    vi.advanceTimersByTime(99);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual([2]);
    start.push(3);
    expect(told).toEqual([2, 3]);
  });

  it('is not reported if there was none, or if it ended before', () => {
    startWith(100);
    const ended = startWith(100);
    ended.push(1);
    ended.dispose();
    vi.advanceTimersByTime(1000);
    expect(told).toEqual([]);
  });

  it('is reported each time without a delay', () => {
    const start = startWith(0);
    start.push(1);
    start.push(2);
    expect(told).toEqual([1, 2]);
  });
});
