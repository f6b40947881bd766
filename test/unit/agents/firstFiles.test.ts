import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { untilFirstFiles } from '../../../src/agents/firstFiles';
import { freshnessOf } from '../../../src/agents/freshnessOf';
import type { FirstFilesReport } from '../../../src/common/contracts/engineContract';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const { signal } = new AbortController();

/** Asks an engine that answers like this. */
function ask(answer: Promise<FirstFilesReport | null>) {
  const call = (() => answer) as Parameters<typeof untilFirstFiles>[0]['call'];
  return untilFirstFiles({ call }, { query: 'retry' }, signal);
}

describe('waiting for the first files', () => {
  it('ends when they are indexed, or if there are none', async () => {
    expect(await ask(Promise.resolve({ files: 3, isWhole: true }))).toEqual({ files: 3, isWhole: true });
    expect(await ask(Promise.resolve(null))).toBeNull();
    await expect(ask(Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends without them if they take too long', async () => {
    const waiting = ask(new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await waiting).toBeUndefined();
  });
});

describe('the header during the first index', () => {
  const state = { kind: 'building', done: 30, total: 120, files: 30, chunks: 100 } as unknown as Parameters<
    typeof freshnessOf
  >[0];

  it('states whether the files that match the question are indexed', () => {
    expect(freshnessOf(state)).toBe('indexing 25 %, results are incomplete: ask again later');
    expect(freshnessOf(state, { files: 3, isWhole: false })).toBe(freshnessOf(state));
    expect(freshnessOf(state, { files: 3, isWhole: true })).toBe(
      'indexing 25 %, the files that match the words of the question best are included: ask again later for others',
    );
  });
});
