import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Polling } from '../../../src/vscode/indexing/polling';

describe('polling', () => {
  let looks: number;
  let lookMs: number;
  let isAway: boolean;
  let polling: Polling;
  const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    vi.useFakeTimers();
    looks = 0;
    lookMs = 0;
    isAway = false;
    polling = new Polling(async () => {
      if (isAway) return false;
      looks++;
      if (lookMs > 0) await new Promise((resolve) => setTimeout(resolve, lookMs));
      return true;
    });
  });
  afterEach(() => {
    polling.stop();
    vi.useRealTimers();
  });

  it('looks at once, and then every ten seconds', async () => {
    polling.start();
    expect(looks).toBe(1);
    await pass(10_000);
    expect(looks).toBe(2);
    await pass(30_000);
    expect(looks).toBe(5);
  });

  it('rests twenty times as long as the quickest look took: others found something to do', async () => {
    lookMs = 2000;
    polling.start();
    await pass(2000 + 39_999);
    expect(looks).toBe(1);
    lookMs = 5000;
    await pass(1);
    expect(looks).toBe(2);
    lookMs = 1000;
    await pass(5000 + 40_000);
    expect(looks).toBe(3);
    await pass(1000 + 20_000);
    expect(looks).toBe(4);
  });

  it('does not take a look for quick that was none', async () => {
    lookMs = 2000;
    isAway = true;
    polling.start();
    await pass(25_000);
    expect(looks).toBe(0);
    isAway = false;
    await pass(5_000);
    expect(looks).toBe(1);
    await pass(2000 + 39_999);
    expect(looks).toBe(1);
    await pass(1);
    expect(looks).toBe(2);
  });

  it('ends with stop, in a look as well as between two', async () => {
    polling.start();
    await pass(1);
    polling.stop();
    await pass(60_000);
    expect(looks).toBe(1);
    lookMs = 2000;
    polling.start();
    await pass(1000);
    polling.stop();
    await pass(60_000);
    expect(looks).toBe(2);
  });

  it('begins anew where it is started again, and goes on once', async () => {
    lookMs = 2000;
    polling.start();
    await pass(1000);
    polling.start();
    expect(looks).toBe(2);
    lookMs = 0;
    await pass(2000 + 40_000);
    expect(looks).toBe(3);
    await pass(10_000);
    expect(looks).toBe(4);
  });
});
