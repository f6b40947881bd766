import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CancelledError, SemanticSearchError } from '../../../src/common/errors/errors';
import { silentLogger } from '../../../src/common/logger';
import { FolderUpdater, type FolderUpdaterParts } from '../../../src/vscode/indexing/folderUpdater';
import { FakeEngine, runReport } from '../../support/fakeEngine';

const busy = new SemanticSearchError('PROVIDER_BUSY', 'Busy.', 'Wait.', { retryAfterMs: 30_000 });

let engine: FakeEngine;
let logged: string[];
let changes: number;

/** An indexing of `/w` whose time the test lets pass. */
function indexingOf(before?: FolderUpdaterParts['before']): FolderUpdater {
  const log = (line: string): void => void logged.push(line);
  return new FolderUpdater({
    options: { folder: '/w', indexDirectory: '/index' },
    engine: engine as unknown as FolderUpdaterParts['engine'],
    logger: { ...silentLogger, info: log, error: log },
    onDidChange: () => changes++,
    ...(before && { before }),
  });
}

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
/** What each run was about: `everything`, `rebuild` or paths. */
const runs = (): unknown[] =>
  engine.of('index').map(({ paths, rebuild }) => paths ?? (rebuild === true ? 'rebuild' : 'everything'));

/** Runs that the test ends. */
function runsByHand(): { succeed(report?: Partial<typeof runReport>): void; fail(error: Error): void }[] {
  const started: ReturnType<typeof runsByHand> = [];
  engine.answers.set(
    'index',
    () =>
      new Promise((resolve, reject) => {
        started.push({
          succeed: (report) => {
            resolve({ ...runReport, ...report });
          },
          fail: reject,
        });
      }),
  );
  return started;
}

beforeEach(() => {
  vi.useFakeTimers();
  engine = new FakeEngine();
  logged = [];
  changes = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

describe('opening', () => {
  it.each([
    ['ready', true],
    ['partial', false],
  ])('takes over what the index has: %s', async (state, complete) => {
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

  it('keeps what was known before, until then, but for what went on', async () => {
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

  it('does not happen once it is disposed', async () => {
    const indexing = indexingOf();
    indexing.dispose();
    await indexing.open();
    expect(engine.calls).toEqual([]);
  });
});

describe('changes', () => {
  it('wait until indexing is released', async () => {
    const indexing = indexingOf();
    indexing.noteChanges(['a'], 0);
    await pass(60_000);
    expect(runs()).toEqual([]);
    indexing.resume();
    await pass(0);
    expect(runs()).toEqual([['a']]);
    expect(indexing.isAtRest).toBe(true);
  });

  it('are collected from the first one on for as long as it says', async () => {
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

  it('of which one was urgent leave no time behind for later ones', async () => {
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

  it('is not what a run over paths does', async () => {
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

describe('progress', () => {
  it('is shown at once for everything, at first without a number, if the index is not complete', async () => {
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

  it('is shown for a complete index as soon as there is something to do', async () => {
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

  it('says why it waits: for another window, for the model', async () => {
    const indexing = indexingOf();
    runsByHand();
    indexing.resume();
    indexing.checkEverything();
    await pass(0);
    const run = engine.calls.at(-1)!;
    run.progress({ phase: 'waiting' });
    expect(indexing.state.waiting).toBe('Another window is indexing this folder.');
    expect(indexing.state.isModelLoading).not.toBe(true);
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
  it('is asked for again every three seconds', async () => {
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
  it('keeps its changes, says how many files wait, and is not repeated by itself', async () => {
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

  it('does not know how many files wait if it failed before it had counted them', async () => {
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

describe('stopping', () => {
  it('keeps the changes of the run for the next release', async () => {
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
  it('stops the run that is going on, and starts at once', async () => {
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

describe('being settled', () => {
  it('is reached when no run goes on or is due', async () => {
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
