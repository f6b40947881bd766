import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WatcherCheck } from '../../../src/vscode/indexing/watcherCheck';

describe('the check of a watcher', () => {
  let told: boolean[];
  let check: WatcherCheck;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    check = new WatcherCheck((isSilent) => told.push(isSilent));
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is positive as long as no change is expected', () => {
    vi.advanceTimersByTime(3_600_000);
    expect(check.isSilent).toBe(false);
    expect(told).toEqual([]);
  });

  it('is negative if a change is not reported, and notifies once', () => {
    check.expect('a.ts');
    vi.advanceTimersByTime(4999);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual([true]);
    check.expect('a.ts');
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([true]);
  });

  it('is positive if the change is reported shortly after or before', () => {
    check.expect('a.ts');
    vi.advanceTimersByTime(4000);
    check.reported('a.ts');
    vi.advanceTimersByTime(4000);
    check.expect('a.ts');
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([]);
  });

  it('is negative if only other changes are reported', () => {
    check.reported('b.ts');
    check.expect('a.ts');
    check.reported('b.ts');
    vi.advanceTimersByTime(5000);
    expect(told).toEqual([true]);
  });

  it('is negative if the file was last reported long before the change', () => {
    check.reported('a.ts');
    vi.advanceTimersByTime(5000);
    check.reported('b.ts');
    check.expect('a.ts');
    vi.advanceTimersByTime(5000);
    expect(told).toEqual([true]);
  });

  it('waits for one change at a time', () => {
    check.expect('a.ts');
    check.expect('b.ts');
    check.reported('a.ts');
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([]);
  });

  it('is positive again when the awaited change is reported, and not with others', () => {
    check.expect('a.ts');
    vi.advanceTimersByTime(5000);
    check.reported('a.ts');
    check.reported('b.ts');
    expect(check.isSilent).toBe(true);
    check.expect('b.ts');
    expect(told).toEqual([true, false]);
    vi.advanceTimersByTime(60_000);
    check.expect('a.ts');
    vi.advanceTimersByTime(5000);
    check.expect('a.ts');
    check.reported('a.ts');
    expect(told).toEqual([true, false, true, false]);
  });

  it('notifies nothing after it was disposed', () => {
    check.expect('a.ts');
    check.dispose();
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([]);
  });
});
