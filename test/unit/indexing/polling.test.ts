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

  it('checks at once, and then every ten seconds', async () => {
    polling.start();
    expect(looks).toBe(1);
    await pass(10_000);
    expect(looks).toBe(2);
    await pass(30_000);
    expect(looks).toBe(5);
  });

  it('waits twenty times as long as the quickest check took, since other checks found changes', async () => {
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

  it('does not count a skipped check as quick', async () => {
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

  it('stops during a check and between two', async () => {
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

  it('starts again without running twice', async () => {
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
