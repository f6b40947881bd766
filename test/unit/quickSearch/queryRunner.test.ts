import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CancelledError } from '../../../src/common/errors/errors';
import { QueryRunner } from '../../../src/vscode/search/queryRunner';

interface Asked {
  readonly query: string;
  readonly signal: AbortSignal;
  answer(value: string): void;
  fail(error: unknown): void;
}

let asked: Asked[];
let told: string[];
let runner: QueryRunner<string>;

/** Lets answers reach the listener. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  told = [];
  runner = new QueryRunner(
    (query, signal) =>
      new Promise((answer, fail) => {
        asked.push({ query, signal, answer, fail });
      }),
    {
      busyChanged: (isBusy) => told.push(isBusy ? 'busy' : 'idle'),
      answered: (query, answer) => told.push(`${query}: ${answer}`),
      failed: (query, error) => told.push(`${query} failed: ${String(error)}`),
    },
    80,
  );
});

afterEach(() => {
  vi.useRealTimers();
});

describe('QueryRunner', () => {
  it('sends one query when typing pauses', async () => {
    for (const query of ['r', 're', 'ret']) {
      runner.askSoon(query);
      await vi.advanceTimersByTimeAsync(79);
    }
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked.map(({ query }) => query)).toEqual(['ret']);
  });

  it('reports once that it is busy, until the answer arrives', async () => {
    runner.askSoon('a');
    runner.askSoon('ab');
    await vi.advanceTimersByTimeAsync(80);
    expect(runner.isBusy).toBe(true);
    asked[0]!.answer('yes');
    await settle();
    expect(told).toEqual(['busy', 'idle', 'ab: yes']);
    expect(runner.isBusy).toBe(false);
  });

  it('drops the late answer to an older query', async () => {
    runner.askNow('old');
    runner.askNow('new');
    asked[1]!.answer('2');
    await settle();
    asked[0]!.answer('1');
    await settle();
    expect(told).toEqual(['busy', 'idle', 'new: 2']);
  });

  it('drops the late failure of an older query, and stays busy with the newer one', async () => {
    runner.askNow('old');
    runner.askNow('new');
    asked[0]!.fail(new Error('gone'));
    await settle();
    expect(told).toEqual(['busy']);
    expect(runner.isBusy).toBe(true);
  });

  it('cancels the running query as soon as the text changes', () => {
    runner.askNow('old');
    expect(asked[0]!.signal.aborted).toBe(false);
    runner.askSoon('new');
    expect(asked[0]!.signal.aborted).toBe(true);
  });

  it('reports nothing after it was cancelled', async () => {
    runner.askNow('a');
    runner.cancel();
    expect(asked[0]!.signal.aborted).toBe(true);
    asked[0]!.answer('late');
    await settle();
    runner.askSoon('b');
    runner.cancel();
    await vi.advanceTimersByTimeAsync(1000);
    expect(told).toEqual(['busy', 'idle', 'busy', 'idle']);
    expect(asked).toHaveLength(1);
  });

  it('reports a failure, but not a cancellation', async () => {
    runner.askNow('a');
    asked[0]!.fail(new Error('broken'));
    await settle();
    runner.askNow('b');
    asked[1]!.fail(new CancelledError());
    await settle();
    expect(told).toEqual(['busy', 'idle', 'a failed: Error: broken', 'busy', 'idle']);
  });
});
