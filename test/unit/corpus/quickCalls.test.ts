import { describe, expect, it } from 'vitest';
import { QuickCalls } from '../../../src/node/quickCalls';

/** Calls of which the synchronous form takes a time; notes which form ran. */
function setUp() {
  let now = 0;
  const forms: string[] = [];
  const calls = new QuickCalls(() => now);
  const run = (takesMs: number): Promise<number> =>
    calls.run({
      sync: () => {
        forms.push('sync');
        now += takesMs;
        return 1;
      },
      async: () => {
        forms.push('async');
        return Promise.resolve(2);
      },
    });
  return { run, calls, forms };
}

describe('calls to the file system', () => {
  it('are synchronous as long as they are quick', async () => {
    const { run, forms } = setUp();
    for (let i = 0; i < 3; i++) expect(await run(0.1)).toBe(1);
    expect(forms).toEqual(['sync', 'sync', 'sync']);
  });

  it('are asynchronous for a while after a slow one, then tried again', async () => {
    const { run, forms } = setUp();
    await run(20);
    for (let i = 0; i < 101; i++) await run(0.1);
    expect(forms).toEqual(['sync', ...Array.from({ length: 100 }, () => 'async'), 'sync']);
  });

  it('reject as the chosen form fails', async () => {
    const { calls } = setUp();
    const fail = (): never => {
      throw new Error('gone');
    };
    await expect(calls.run({ sync: fail, async: () => Promise.resolve(1) })).rejects.toThrow('gone');
  });
});
