import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/common/errors/errors';
import { busy, engine, indexingOf, pass, renewBeforeEach, runs, runsByHand } from './folderUpdaterOf';

renewBeforeEach();

describe('stopping', () => {
  it('keeps the changes of the run until it is resumed', async () => {
    const indexing = indexingOf();
    runsByHand();
    indexing.resume();
    indexing.noteChanges(['a'], 0);
    await pass(0);
    indexing.suspend();
    expect(engine.calls.at(-1)!.signal?.aborted).toBe(true);
    await pass(1000);
    expect(runs()).toHaveLength(1);
    expect(indexing.state).toMatchObject({ waiting: undefined, error: undefined });
    indexing.resume();
    await pass(0);
    expect(runs()).toEqual([['a'], ['a']]);
  });

  it('by cancelling waits for the next change', async () => {
    const indexing = indexingOf();
    runsByHand();
    indexing.resume();
    indexing.noteChanges(['a'], 0);
    await pass(0);
    indexing.cancel();
    await pass(60_000);
    expect(runs()).toHaveLength(1);
    expect(indexing.state.waiting).toBe('Indexing was cancelled.');
    expect(engine.calls.at(-1)!.signal?.aborted).toBe(true);
    indexing.noteChanges(['b'], 0);
    await pass(0);
    expect(runs()[1]).toEqual(['a', 'b']);
    expect(indexing.state.waiting).toBeUndefined();
  });

  it('before a run that is due leaves it for later', async () => {
    const indexing = indexingOf();
    indexing.resume();
    indexing.noteChanges(['a'], 100);
    indexing.suspend();
    await pass(1000);
    expect(runs()).toEqual([]);
    await indexing.settled();
    indexing.resume();
    await pass(0);
    expect(runs()).toEqual([['a']]);
  });
});

describe('rebuilding', () => {
  it('stops the current run, and starts at once', async () => {
    const indexing = indexingOf();
    const started = runsByHand();
    indexing.resume();
    indexing.noteChanges(['a'], 0);
    await pass(0);
    indexing.rebuild();
    await pass(0);
    expect(runs()).toEqual([['a'], 'rebuild']);
    expect(indexing.state.waiting).toBeUndefined();
    started[1]!.succeed();
    await pass(0);
    indexing.checkEverything();
    await pass(60_000);
    expect(runs()[2]).toBe('everything');
  });

  it.each([
    ['is dropped when the user cancels it', 'cancel', 'everything'],
    ['is kept when it is paused', 'suspend', 'rebuild'],
  ] as const)('%s', async (_, how, next) => {
    const indexing = indexingOf();
    runsByHand();
    indexing.resume();
    indexing.rebuild();
    await pass(0);
    indexing[how]();
    await pass(0);
    indexing.checkEverything();
    indexing.resume();
    await pass(60_000);
    expect(runs()).toEqual(['rebuild', next]);
  });

  it('is kept when it fails', async () => {
    const indexing = indexingOf();
    engine.answers.set('index', () => busy);
    indexing.resume();
    indexing.rebuild();
    await pass(0);
    indexing.resume();
    await pass(60_000);
    expect(runs()).toEqual(['rebuild', 'rebuild']);
  });

  it('of an incomplete index is not a rebuild if it was not asked for', async () => {
    const indexing = indexingOf();
    engine.answers.set('index', () => new CancelledError());
    indexing.resume();
    indexing.checkEverything();
    await pass(0);
    indexing.checkEverything();
    await pass(60_000);
    expect(runs()).toEqual(['everything', 'everything']);
  });
});
