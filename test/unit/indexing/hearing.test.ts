import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Hearing } from '../../../src/vscode/indexing/hearing';

describe('the hearing of a watcher', () => {
  let told: boolean[];
  let hearing: Hearing;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    hearing = new Hearing((isDeaf) => told.push(isDeaf));
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is taken for good as long as nothing is expected', () => {
    vi.advanceTimersByTime(3_600_000);
    expect(hearing.isDeaf).toBe(false);
    expect(told).toEqual([]);
  });

  it('is gone when nothing is heard of a change, and is told so once', () => {
    hearing.expect('a.ts');
    vi.advanceTimersByTime(4999);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual([true]);
    hearing.expect('a.ts');
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([true]);
  });

  it('is good when the change is heard a little after it, or a little before', () => {
    hearing.expect('a.ts');
    vi.advanceTimersByTime(4000);
    hearing.heard('a.ts');
    vi.advanceTimersByTime(4000);
    hearing.expect('a.ts');
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([]);
  });

  it('is gone when the change is not among the others that are heard', () => {
    hearing.heard('b.ts');
    hearing.expect('a.ts');
    hearing.heard('b.ts');
    vi.advanceTimersByTime(5000);
    expect(told).toEqual([true]);
  });

  it('is gone when the file was last heard of long before the change', () => {
    hearing.heard('a.ts');
    vi.advanceTimersByTime(5000);
    hearing.heard('b.ts');
    hearing.expect('a.ts');
    vi.advanceTimersByTime(5000);
    expect(told).toEqual([true]);
  });

  it('waits for one change at a time', () => {
    hearing.expect('a.ts');
    hearing.expect('b.ts');
    hearing.heard('a.ts');
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([]);
  });

  it('is back when a change is heard, whenever that was, and not with anything else', () => {
    hearing.expect('a.ts');
    vi.advanceTimersByTime(5000);
    hearing.heard('a.ts');
    hearing.heard('b.ts');
    expect(hearing.isDeaf).toBe(true);
    hearing.expect('b.ts');
    expect(told).toEqual([true, false]);
    vi.advanceTimersByTime(60_000);
    hearing.expect('a.ts');
    vi.advanceTimersByTime(5000);
    hearing.expect('a.ts');
    hearing.heard('a.ts');
    expect(told).toEqual([true, false, true, false]);
  });

  it('says nothing more once it is disposed', () => {
    hearing.expect('a.ts');
    hearing.dispose();
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([]);
  });
});
