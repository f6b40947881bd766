import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CancelledError } from '../../../src/common/errors/errors';
import type { AskedQuestion } from '../../../src/engine/firstFiles/askedWords';
import { Priorities } from '../../../src/engine/firstFiles/priorities';
import { TurnTaking } from '../../../src/engine/turnTaking';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Folders that note the questions for which they are asked, and whether these were given up. */
function setUp(folders = [{ files: 3, isWhole: true }]) {
  const asked: { readonly query: string; readonly signal: AbortSignal | undefined }[] = [];
  let isUpdating = true;
  let query = '';
  let updateCount = 1;
  const priorities = new Priorities(
    folders.map((report) => ({
      get isUpdating() {
        return isUpdating;
      },
      get updateCount() {
        return updateCount;
      },
      bringForward: (_question, { signal }) => {
        asked.push({ query, signal });
        return signal?.aborted ? Promise.reject(new CancelledError()) : Promise.resolve(report);
      },
    })),
    (text) => {
      query = text;
      return Promise.resolve(text === '' ? undefined : ({} as AskedQuestion));
    },
    new TurnTaking(() => Promise.resolve()),
  );
  return {
    priorities,
    asked: () => asked.map((one) => one.query),
    givenUp: () => asked.filter(({ signal }) => signal?.aborted).map((one) => one.query),
    finish: () => (isUpdating = false),
    nextRun: () => updateCount++,
  };
}

const pause = () => vi.advanceTimersByTimeAsync(1000);

describe('a question whose answer waits', () => {
  it('brings files forward in all folders, and says how many', async () => {
    const { priorities } = setUp([
      { files: 3, isWhole: true },
      { files: 2, isWhole: false },
    ]);
    expect(await priorities.set('retry', {})).toEqual({ files: 5, isWhole: false });
  });

  it('brings nothing forward without words, and if no folder is being indexed', async () => {
    const { priorities, asked, finish } = setUp();
    expect(await priorities.set('', {})).toBeUndefined();
    finish();
    expect(await priorities.set('retry', {})).toBeUndefined();
    expect(asked()).toEqual([]);
  });

  it('brings no files forward again if it is repeated during the same run', async () => {
    const { priorities, asked, nextRun } = setUp();
    await priorities.set('retry', {});
    expect(await priorities.set('retry', {})).toEqual({ files: 3, isWhole: true });
    expect(asked()).toEqual(['retry']);
    nextRun();
    await priorities.set('retry', {});
    expect(asked()).toEqual(['retry', 'retry']);
  });

  it('brings files forward again if that failed, or if no answer waited before', async () => {
    const { priorities, asked } = setUp();
    const cancelled = new AbortController();
    cancelled.abort();
    await expect(priorities.set('retry', {}, cancelled.signal)).rejects.toThrow(CancelledError);
    await priorities.set('retry', {});
    priorities.setLater('upload');
    expect(await priorities.set('upload', {})).toEqual({ files: 3, isWhole: true });
    expect(asked()).toEqual(['retry', 'retry', 'upload']);
  });

  it('is not repeated by the search that follows', async () => {
    const { priorities, asked } = setUp();
    await priorities.set('retry', { kind: 'code' });
    priorities.setLater('retry', { kind: 'code' });
    await pause();
    expect(asked()).toEqual(['retry']);
    priorities.setLater('retry', { kind: 'docs' });
    await pause();
    expect(asked()).toEqual(['retry', 'retry']);
  });
});

describe('a question whose answer does not wait', () => {
  it('brings files forward once, when the user has stopped typing', async () => {
    const { priorities, asked } = setUp();
    for (const text of ['r', 're', 'ret']) {
      priorities.setLater(text);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(asked()).toEqual([]);
    await pause();
    priorities.setLater('ret');
    await pause();
    expect(asked()).toEqual(['ret']);
  });

  it('is replaced by the next one', async () => {
    const { priorities, asked, givenUp } = setUp();
    priorities.setLater('retry');
    await pause();
    priorities.setLater('upload');
    await pause();
    expect(asked()).toEqual(['retry', 'upload']);
    expect(givenUp()).toEqual(['retry']);
  });

  it('is forgotten when the folders are indexed', async () => {
    const { priorities, asked, finish } = setUp();
    finish();
    priorities.setLater('retry');
    await pause();
    expect(asked()).toEqual([]);
  });
});
