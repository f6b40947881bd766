import { describe, expect, it } from 'vitest';
import { runReport } from '../../support/fakeEngine';
import {
  busy,
  changes,
  engine,
  indexingOf,
  logged,
  pass,
  renewBeforeEach,
  runs,
  runsByHand,
} from './folderUpdaterOf';

renewBeforeEach();

describe('opening', () => {
  it.each([
    ['ready', true],
    ['partial', false],
  ])('reports the state of the index: %s', async (state, complete) => {
    engine.answers.set('openFolder', () => ({ files: 7, chunks: 9, state, unreadable: 3 }));
    const indexing = indexingOf();
    expect(indexing.state).toMatchObject({
      totals: { files: 0, chunks: 0 },
      complete: false,
      failedFiles: 0,
    });
    await indexing.open();
    expect(indexing.state).toMatchObject({ totals: { files: 7, chunks: 9 }, complete, failedFiles: 3 });
    expect(changes).toBe(1);
    expect(runs()).toEqual([]);
  });

  it('reports the former state until then, except for progress', async () => {
    const before = { totals: { files: 5, chunks: 6 }, complete: true, failedFiles: 1, skippedPaths: 2 };
    const indexing = indexingOf({
      ...before,
      filesWithoutVector: 4,
      progress: { done: 1, total: 2 },
      waiting: 'x',
    });
    expect(indexing.state).toEqual({ ...before, filesWithoutVector: 4 });
    engine.answers.set('openFolder', () => busy);
    await indexing.open();
    expect(indexing.state).toMatchObject({ ...before, error: { code: 'PROVIDER_BUSY' } });
    expect(logged).toEqual(['/w: PROVIDER_BUSY: Busy. Wait.']);
  });

  it('prepares the first search, and again after all files were checked', async () => {
    engine.answers.set('warmUp', () => new Error('no memory'));
    const indexing = indexingOf();
    await indexing.open();
    expect(engine.of('warmUp')).toHaveLength(1);
    indexing.checkEverything();
    indexing.resume();
    await pass(1);
    expect(engine.of('warmUp')).toHaveLength(2);
    indexing.noteChanges(['a.ts'], 0);
    await pass(1);
    expect(engine.of('index')).toHaveLength(2);
    expect(engine.of('warmUp')).toHaveLength(2);
    // If that fails, nothing else does.
    expect(indexing.state.error).toBeUndefined();
  });

  it('does not happen once it is disposed', async () => {
    const indexing = indexingOf();
    indexing.dispose();
    await indexing.open();
    expect(engine.calls).toEqual([]);
  });
});

describe('changes', () => {
  it('wait until indexing is resumed', async () => {
    const indexing = indexingOf();
    indexing.noteChanges(['a'], 0);
    await pass(60_000);
    expect(runs()).toEqual([]);
    indexing.resume();
    await pass(0);
    expect(runs()).toEqual([['a']]);
    expect(indexing.isAtRest).toBe(true);
  });

  it('are collected for the delay of the first one', async () => {
    const indexing = indexingOf();
    indexing.resume();
    indexing.noteChanges(['a'], 100);
    await pass(60);
    indexing.noteChanges(['b'], 100);
    await pass(39);
    expect(runs()).toEqual([]);
    await pass(1);
    expect(runs()).toEqual([['a', 'b']]);
    await pass(1000);
    expect(runs()).toHaveLength(1);
  });

  it('are indexed sooner if one of them is urgent', async () => {
    const indexing = indexingOf();
    indexing.resume();
    indexing.noteChanges(['a'], 100);
    indexing.noteChanges(['b'], 0);
    await pass(0);
    expect(runs()).toEqual([['a', 'b']]);
    indexing.noteChanges(['c'], 100);
    await pass(100);
    expect(runs()).toEqual([['a', 'b'], ['c']]);
  });

  it('do not delay later ones after an urgent one', async () => {
    const indexing = indexingOf();
    indexing.resume();
    indexing.noteChanges(['a'], 100);
    indexing.noteChanges(['b'], 0);
    await pass(0);
    indexing.noteChanges(['c'], 300);
    await pass(299);
    expect(runs()).toEqual([['a', 'b']]);
    await pass(1);
    expect(runs()).toEqual([['a', 'b'], ['c']]);
  });

  it('during a run are indexed after it', async () => {
    const started = runsByHand();
    const indexing = indexingOf();
    indexing.resume();
    indexing.noteChanges(['a'], 0);
    await pass(0);
    indexing.noteChanges(['b'], 0);
    await pass(1000);
    expect(runs()).toEqual([['a']]);
    expect(indexing.isAtRest).toBe(false);
    started[0]!.succeed();
    await pass(0);
    expect(runs()).toEqual([['a'], ['b']]);
  });

  it('are not indexed once it is disposed', async () => {
    const indexing = indexingOf();
    indexing.resume();
    indexing.noteChanges(['a'], 100);
    const settled = indexing.settled();
    indexing.dispose();
    await settled;
    indexing.checkEverything();
    await pass(1000);
    expect(runs()).toEqual([]);
  });

  it('log the use of shared results, if there was any', async () => {
    const none = { place: 'server:443', vectors: 0, found: 0, absent: 0, bad: 0, written: 0, present: 0 };
    const counts = [none, { ...none, absent: 1 }, { ...none, vectors: 8, found: 3, bad: 2 }];
    const indexing = indexingOf();
    indexing.resume();
    for (const shared of counts) {
      engine.answers.set('index', () => ({ ...runReport, shared }));
      indexing.noteChanges(['a'], 0);
      await pass(0);
    }
    expect(logged).toEqual([
      '/w: 0 vectors of 0 files read from server:443; 1 files not there, 0 damaged and not used.',
      '/w: 8 vectors of 3 files read from server:443; 0 files not there, 2 damaged and not used.',
    ]);
  });

  it('in directories that the last full run left out are ignored', async () => {
    const indexing = indexingOf();
    engine.answers.set('index', () => ({
      ...runReport,
      skippedDirectories: [{ path: 'dist' }],
      skippedBy: { ignored: 1200, binary: 2 },
    }));
    indexing.resume();
    indexing.noteChanges(['dist/a'], 0);
    await pass(0);
    indexing.checkEverything();
    await pass(0);
    expect(logged).toEqual([expect.stringContaining('1,200 ignored, 2 binary')]);
    indexing.noteChanges(['dist/a'], 0);
    await pass(1000);
    expect(runs()).toEqual([['dist/a'], 'everything']);
    indexing.noteChanges(['dist/a', 'src/a'], 0);
    await pass(1000);
    expect(runs().at(-1)).toEqual(['src/a']);
    // The same summary is logged once.
    indexing.checkEverything();
    await pass(60_000);
    expect(logged).toHaveLength(1);
  });
});

describe('checking everything', () => {
  it('replaces single changes, completes the index, and reports what it left out', async () => {
    const indexing = indexingOf();
    engine.answers.set('index', () => ({ ...runReport, unreadable: 5, skipped: 6, withoutVector: 7 }));
    indexing.resume();
    indexing.noteChanges(['a'], 0);
    indexing.checkEverything();
    await pass(0);
    expect(runs()).toEqual(['everything']);
    expect(indexing.state).toEqual({
      ...{ totals: { files: 2, chunks: 4 }, complete: true, failedFiles: 5, skippedPaths: 6 },
      ...{ filesWithoutVector: 7, progress: undefined, waiting: undefined, isModelLoading: false },
      ...{ error: undefined, isTrying: undefined, waitingFiles: undefined },
    });
  });

  it('is not implied by a run over paths', async () => {
    const indexing = indexingOf();
    engine.answers.set('index', () => ({ ...runReport, skipped: 6 }));
    indexing.resume();
    indexing.noteChanges(['a'], 0);
    await pass(0);
    expect(indexing.state).toMatchObject({ complete: false, skippedPaths: 0, totals: { files: 2 } });
  });

  it('rests four times as long as the last check took; single changes and a rebuild do not wait', async () => {
    const indexing = indexingOf();
    const started = runsByHand();
    indexing.resume();
    indexing.checkEverything();
    await pass(1000);
    started[0]!.succeed();
    await pass(0);
    indexing.checkEverything();
    await pass(3999);
    expect(runs()).toHaveLength(1);
    await pass(1);
    expect(runs()).toHaveLength(2);
    await pass(1000);
    started[1]!.succeed();
    await pass(0);
    indexing.noteChanges(['a'], 0);
    await pass(0);
    expect(runs()[2]).toEqual(['a']);
    started[2]!.succeed();
    await pass(0);
    indexing.rebuild();
    await pass(0);
    expect(runs()[3]).toBe('rebuild');
  });
});

describe('the settled state', () => {
  it('is reached when no run is active or scheduled', async () => {
    const indexing = indexingOf();
    const started = runsByHand();
    let isSettled = false;
    indexing.resume();
    indexing.noteChanges(['a'], 100);
    void indexing.settled().then(() => (isSettled = true));
    await pass(100);
    expect(isSettled).toBe(false);
    indexing.noteChanges(['b'], 0);
    started[0]!.succeed();
    await pass(0);
    expect(isSettled).toBe(false);
    started[1]!.succeed();
    await pass(0);
    expect(isSettled).toBe(true);
    await indexing.settled();
  });
});
