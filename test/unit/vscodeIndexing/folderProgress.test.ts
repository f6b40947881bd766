import { describe, expect, it } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { runReport } from '../../support/fakeEngine';
import { busy, engine, indexingOf, logged, pass, renewBeforeEach, runs, runsByHand } from './folderUpdaterOf';

renewBeforeEach();

describe('progress', () => {
  it('is shown at once for a whole run, at first without a number, if the index is not complete', async () => {
    const indexing = indexingOf();
    runsByHand();
    indexing.resume();
    indexing.checkEverything();
    await pass(0);
    expect(indexing.state.progress).toEqual({ done: 0, total: 0 });
    engine.calls.at(-1)!.progress({ phase: 'scanning' });
    expect(indexing.state.progress).toEqual({ done: 0, total: 0 });
    engine.calls.at(-1)!.progress({ done: 1, total: 3 });
    expect(indexing.state.progress).toEqual({ done: 1, total: 3 });
  });

  it('is shown for a complete index as soon as a file has to be indexed', async () => {
    const indexing = indexingOf();
    await indexing.open();
    runsByHand();
    indexing.resume();
    indexing.checkEverything();
    await pass(0);
    expect(indexing.state.progress).toBeUndefined();
    engine.calls.at(-1)!.progress({ done: 0, total: 1 });
    expect(indexing.state.progress).toEqual({ done: 0, total: 1 });
  });

  it('is shown for paths after a second', async () => {
    const indexing = indexingOf();
    const started = runsByHand();
    indexing.resume();
    indexing.noteChanges(['a'], 0);
    await pass(0);
    engine.calls.at(-1)!.progress({ done: 0, total: 1 });
    await pass(999);
    expect(indexing.state.progress).toBeUndefined();
    await pass(1);
    expect(indexing.state.progress).toEqual({ done: 0, total: 1 });
    started[0]!.succeed();
    await pass(0);
    expect(indexing.state.progress).toBeUndefined();
  });

  it('states the reason of a wait: another window, a snapshot, the model', async () => {
    const indexing = indexingOf();
    runsByHand();
    indexing.resume();
    indexing.checkEverything();
    await pass(0);
    const run = engine.calls.at(-1)!;
    run.progress({ phase: 'waiting' });
    expect(indexing.state.waiting).toBe('Another window is indexing this folder.');
    expect(indexing.state.isModelLoading).not.toBe(true);
    run.progress({ phase: 'downloading', done: 3, total: 64 });
    expect(indexing.state.waiting).toBe('Reading the index that your team shares.');
    expect(indexing.state.progress).toEqual({ done: 0, total: 0 });
    run.progress({ phase: 'loadingModel' });
    expect(indexing.state).toMatchObject({
      waiting: 'The server is loading the model.',
      isModelLoading: true,
    });
    run.progress({ done: 0, total: 2 });
    expect(indexing.state).toMatchObject({
      ...{ waiting: undefined, isModelLoading: false },
      progress: { done: 0, total: 2 },
    });
  });
});

describe('an index that another process writes', () => {
  it('is retried every three seconds', async () => {
    const indexing = indexingOf();
    engine.answers.set('index', () => new SemanticSearchError('INDEX_LOCKED', 'Locked by another.', ''));
    indexing.resume();
    indexing.noteChanges(['a'], 0);
    await pass(0);
    expect(indexing.state).toMatchObject({ waiting: 'Locked by another.', error: undefined });
    await pass(2999);
    expect(runs()).toHaveLength(1);
    engine.answers.set('index', () => runReport);
    await pass(1);
    expect(runs()).toEqual([['a'], ['a']]);
    expect(indexing.state.waiting).toBeUndefined();
    expect(logged).toEqual([]);
  });
});

describe('a run that fails', () => {
  it('keeps its changes, reports the number of waiting files, and is not repeated automatically', async () => {
    const indexing = indexingOf();
    const started = runsByHand();
    indexing.resume();
    indexing.noteChanges(['a', 'b', 'c'], 0);
    await pass(0);
    engine.calls.at(-1)!.progress({ done: 1, total: 3 });
    started[0]!.fail(busy);
    await pass(60_000);
    expect(indexing.state).toMatchObject({ error: { code: 'PROVIDER_BUSY' }, waitingFiles: 2 });
    expect(runs()).toHaveLength(1);
    expect(indexing.isAtRest).toBe(false);
    indexing.resume();
    await pass(0);
    expect(runs()[1]).toEqual(['a', 'b', 'c']);
    expect(indexing.state).toMatchObject({ error: { code: 'PROVIDER_BUSY' }, isTrying: true });
    started[1]!.succeed();
    await pass(0);
    expect(indexing.state).toMatchObject({ error: undefined, isTrying: undefined, waitingFiles: undefined });
  });

  it('reports no number of waiting files if it failed before they were counted', async () => {
    const indexing = indexingOf();
    engine.answers.set('index', () => busy);
    indexing.resume();
    indexing.checkEverything();
    await pass(0);
    expect(indexing.state).toMatchObject({ error: { code: 'PROVIDER_BUSY' }, waitingFiles: undefined });
    expect(indexing.state.progress).toBeUndefined();
  });

  it('of paths has all of them left if it failed at once', async () => {
    const indexing = indexingOf();
    engine.answers.set('index', () => busy);
    indexing.resume();
    indexing.noteChanges(['a', 'b'], 0);
    await pass(0);
    expect(indexing.state.waitingFiles).toBe(2);
  });

  it('for a lasting reason shows no error during the next run', async () => {
    const indexing = indexingOf();
    engine.answers.set('index', () => new SemanticSearchError('PROVIDER_KEY', 'No.', ''));
    indexing.resume();
    indexing.noteChanges(['a'], 0);
    await pass(0);
    expect(indexing.state.error?.code).toBe('PROVIDER_KEY');
    runsByHand();
    indexing.resume();
    expect(indexing.state.error).toBeUndefined();
    await pass(0);
    expect(indexing.state).toMatchObject({ error: undefined, isTrying: undefined });
  });
});
