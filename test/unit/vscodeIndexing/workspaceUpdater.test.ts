import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { silentLogger } from '../../../src/common/logger';
import { WorkspaceUpdater, type WorkspaceUpdaterParts } from '../../../src/vscode/indexing/workspaceUpdater';
import { editor } from '../../support/fakeEditor';
import { FakeEngine, runReport } from '../../support/fakeEngine';

vi.mock('vscode', async () => (await import('../../support/fakeEditor')).vscodeModule);

const automatic = 'semanticSearch.indexAutomatically';
const busy = new SemanticSearchError('PROVIDER_BUSY', 'Busy.', 'Wait.', { retryAfterMs: 30_000 });

let engine: FakeEngine;
let stored: Map<string, unknown>;
let errors: string[];
let indexing: WorkspaceUpdater;

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
/** What a timer begins with another one without a delay takes a millisecond. */
const soon = (): Promise<unknown> => pass(1);

function create(): WorkspaceUpdater {
  return new WorkspaceUpdater({
    engine,
    indexDirectory: '/index',
    memento: {
      get: (key: string, otherwise: unknown) => stored.get(key) ?? otherwise,
      update: (key: string, value: unknown) => {
        stored.set(key, value);
        return Promise.resolve();
      },
    },
    logger: { ...silentLogger, error: (line: string) => errors.push(line) },
  } as unknown as WorkspaceUpdaterParts);
}

/** Opens and indexes the folders, and forgets the calls. */
async function started(): Promise<void> {
  await indexing.start();
  await pass(0);
  engine.calls.length = 0;
}

const opened = (): unknown[] => engine.of('openFolder').map(({ folder }) => folder);
const runs = (): string[] =>
  engine.of('index').map(({ folder, paths, rebuild }) => {
    const what = Array.isArray(paths) ? paths.join(' ') : rebuild === true ? 'rebuild' : 'everything';
    return `${String(folder)}: ${what}`;
  });

beforeEach(() => {
  vi.useFakeTimers();
  editor.reset('/a', '/b');
  FakeEngine.reset();
  engine = new FakeEngine();
  stored = new Map();
  errors = [];
  indexing = create();
});
afterEach(() => {
  indexing.dispose();
  vi.useRealTimers();
});

describe('the indexing of a window', () => {
  it('opens all folders and indexes them', async () => {
    await indexing.start();
    expect(opened()).toEqual(['/a', '/b']);
    const settled = indexing.settled();
    await pass(0);
    await settled;
    expect(runs()).toEqual(['/a: everything', '/b: everything']);
    expect(indexing.state).toMatchObject({ kind: 'ready', totals: { files: 4, chunks: 8 } });
    expect(indexing.isComplete).toBe(true);
  });

  it('tells each change of its state', async () => {
    const kinds: string[] = [];
    indexing.onDidChangeState(({ kind }) => kinds.push(kind));
    engine.answers.set('openFolder', () => ({ files: 0, chunks: 0, state: 'empty', unreadable: 0 }));
    await indexing.start();
    await pass(0);
    expect(kinds[0]).toBe('empty');
    expect(kinds).toContain('building');
    expect(kinds.at(-1)).toBe('ready');
  });

  it('has nothing to index without a folder, and is complete', () => {
    editor.setFolders();
    expect(indexing.state).toEqual({ kind: 'empty', reason: 'noFolder' });
    expect(indexing.isComplete).toBe(true);
  });

  it('is not complete before everything was indexed once', async () => {
    engine.answers.set('openFolder', () => ({ files: 0, chunks: 0, state: 'empty', unreadable: 0 }));
    engine.answers.set('index', () => new Promise(() => undefined));
    await indexing.start();
    expect(indexing.state).toMatchObject({ kind: 'empty', reason: 'notStarted' });
    expect(indexing.isComplete).toBe(false);
    await pass(0);
    expect(indexing.state).toMatchObject({ kind: 'building' });
    expect(indexing.isComplete).toBe(false);
  });
});

describe('indexing that is not automatic', () => {
  beforeEach(() => {
    editor.settings.set(automatic, false);
    indexing = create();
  });

  it('opens the folders, and indexes them when it is asked for', async () => {
    await indexing.start();
    await pass(1000);
    expect(opened()).toEqual(['/a', '/b']);
    expect(runs()).toEqual([]);
    await indexing.update();
    await pass(0);
    expect(runs()).toEqual(['/a: everything', '/b: everything']);
  });

  it('says so if the index is not complete', async () => {
    engine.answers.set('openFolder', () => ({ files: 1, chunks: 1, state: 'partial', unreadable: 0 }));
    await indexing.start();
    expect(indexing.state).toMatchObject({ kind: 'stale', why: 'Automatic indexing is off.' });
  });

  it('begins when the setting is turned on, and stops when it is turned off', async () => {
    await indexing.start();
    editor.configure(automatic, true);
    await pass(0);
    expect(runs()).toEqual(['/a: everything', '/b: everything']);
    editor.configure(automatic, false);
    await pass(0);
    editor.save('/a/x.ts');
    await pass(1000);
    expect(runs()).toHaveLength(2);
    // Another setting of the window does not matter.
    editor.configure('semanticSearch.maxResults', 5);
    await pass(1000);
    expect(runs()).toHaveLength(2);
  });

  it('does not try again by itself', async () => {
    await indexing.start();
    engine.answers.set('index', () => busy);
    await indexing.update();
    await pass(0);
    await pass(60_000);
    expect(engine.of('index')).toHaveLength(2);
  });
});

describe('a pause', () => {
  it('stops indexing until it is resumed, and then everything is checked', async () => {
    await started();
    await indexing.pause();
    expect(indexing.isPaused).toBe(true);
    expect(indexing.state.kind).toBe('paused');
    editor.save('/a/x.ts');
    await pass(1000);
    expect(runs()).toEqual([]);
    await indexing.resume();
    expect(indexing.isPaused).toBe(false);
    await pass(1000);
    expect(runs()).toEqual(['/a: everything', '/b: everything']);
    expect(indexing.state.kind).toBe('ready');
  });

  it.each([
    ['pause', 'paused'],
    ['resume', 'ready'],
  ] as const)('is told: %s', async (what, kind) => {
    await started();
    if (what === 'resume') await indexing.pause();
    const kinds: string[] = [];
    indexing.onDidChangeState((state) => kinds.push(state.kind));
    await indexing[what]();
    expect(kinds).toContain(kind);
  });

  it('lasts over restarts', async () => {
    await indexing.pause();
    indexing = create();
    expect(indexing.isPaused).toBe(true);
    await indexing.start();
    await pass(1000);
    expect([opened().length, runs().length]).toEqual([2, 0]);
    await indexing.resume();
    expect(create().isPaused).toBe(false);
    expect([...stored.values()]).toEqual([undefined]);
  });

  it('keeps an index complete that was, and incomplete one that was not', async () => {
    await started();
    await indexing.pause();
    expect(indexing.isComplete).toBe(true);
    engine.answers.set('openFolder', () => ({ files: 1, chunks: 1, state: 'partial', unreadable: 0 }));
    editor.openFolders('/a', '/b', '/c');
    await indexing.opened();
    expect(indexing.isComplete).toBe(false);
  });

  it.each([
    ['update', ['/a: everything', '/b: everything']],
    ['rebuild', ['/a: rebuild', '/b: rebuild']],
  ] as const)('is ended by %s, which tries at once whatever failed before', async (what, expected) => {
    await started();
    await indexing.pause();
    await indexing[what]();
    await pass(1000);
    expect(indexing.isPaused).toBe(false);
    expect(runs()).toEqual(expected);
    expect([engine.forgiven, engine.triedNow]).toEqual([1, 1]);
  });

  it('is not ended by an automatic retry', async () => {
    await started();
    await indexing.pause();
    await indexing.retry();
    expect(engine.forgiven).toBe(0);
    expect(indexing.isPaused).toBe(true);
  });
});

describe('requests', () => {
  it('index paths of one folder', async () => {
    await started();
    await indexing.updatePaths('/b', ['x.ts', 'y.ts']);
    await pass(0);
    expect(runs()).toEqual(['/b: x.ts y.ts']);
  });

  it('cancel the runs of all folders', async () => {
    await started();
    engine.answers.set('index', () => new Promise(() => undefined));
    await indexing.update();
    await pass(1000);
    indexing.cancel();
    await pass(0);
    expect(
      engine.calls.filter(({ method }) => method === 'index').map(({ signal }) => signal?.aborted),
    ).toEqual([true, true]);
    expect(indexing.state).toMatchObject({ kind: 'stale', why: 'Indexing was cancelled.' });
  });

  it('open a folder again that could not be opened', async () => {
    editor.settings.set(automatic, false);
    indexing = create();
    engine.answers.set('openFolder', () => new SemanticSearchError('FOLDER_UNREADABLE', 'no', ''));
    await indexing.start();
    expect(indexing.state.kind).toBe('failed');
    engine.answers.set('openFolder', () => ({ files: 2, chunks: 4, state: 'ready', unreadable: 0 }));
    await indexing.update();
    expect(opened()).toEqual(['/a', '/b', '/a', '/b']);
    await pass(1000);
    expect(indexing.state.kind).toBe('ready');
    // Those that are open are not opened again.
    await indexing.update();
    expect(opened()).toHaveLength(4);
  });

  it('queue files that a search found to be changed', async () => {
    await started();
    indexing.noteStale([
      { folder: '/b', path: 'x.ts' },
      { folder: '/gone', path: 'y.ts' },
    ]);
    await pass(0);
    expect(runs()).toEqual(['/b: x.ts']);
  });
});

describe('a temporary failure', () => {
  it('is retried after the time that it names, without asking the server to make an exception', async () => {
    await started();
    engine.answers.set('index', () => busy);
    editor.save('/a/x.ts');
    await pass(0);
    expect(indexing.state).toMatchObject({ kind: 'failed', waits: { files: 1, isTrying: false } });
    engine.answers.set('index', () => runReport);
    await pass(29_999);
    expect(runs()).toHaveLength(1);
    await pass(1);
    await soon();
    expect(runs()).toEqual(['/a: x.ts', '/a: x.ts']);
    expect([engine.forgiven, engine.triedNow]).toEqual([1, 0]);
    expect(indexing.state.kind).toBe('ready');
  });

  it('of the retry itself is logged', async () => {
    await started();
    engine.answers.set('index', () => busy);
    engine.forgive = () => Promise.reject(new Error('cannot be stopped'));
    editor.save('/a/x.ts');
    await pass(31_000);
    expect(errors.at(-1)).toContain('cannot be stopped');
  });
});

describe('the folders of a workspace', () => {
  it('are opened and closed as they are added and removed', async () => {
    await started();
    editor.openFolders('/b', '/c');
    await indexing.opened();
    expect(engine.of('closeFolder')).toEqual([{ folder: '/a' }]);
    expect(opened()).toEqual(['/c']);
    await pass(0);
    expect(runs()).toEqual(['/c: everything']);
    editor.save('/a/x.ts');
    await pass(1000);
    expect(runs()).toHaveLength(1);
  });

  it('are opened again if a setting changes what is indexed in them', async () => {
    await started();
    editor.configure('semanticSearch.maxFileSize', 77);
    await indexing.opened();
    expect(opened()).toEqual(['/a', '/b']);
    expect(engine.of('openFolder')[0]).toMatchObject({ corpus: { maxFileSizeBytes: 77 * 1024 } });
    // What is known of them is shown meanwhile.
    expect(indexing.state).toMatchObject({ totals: { files: 4 } });
    editor.configure('semanticSearch.maxFileSize', 77);
    editor.configure('editor.fontSize', 20);
    await pass(1000);
    expect(opened()).toHaveLength(2);
  });

  it('are all opened again when the engine died', async () => {
    await started();
    engine.died.fire();
    await indexing.opened();
    expect(opened()).toEqual(['/a', '/b']);
    await pass(0);
    expect(runs()).toEqual(['/a: everything', '/b: everything']);
  });

  it('are opened although another one cannot be closed', async () => {
    await started();
    engine.answers.set('closeFolder', () => new Error('no answer'));
    editor.openFolders('/b');
    await indexing.opened();
    expect(errors).toEqual(['Workspace folders: no answer']);
    editor.openFolders('/b', '/c');
    await indexing.opened();
    expect(opened()).toEqual(['/c']);
  });

  it('are not watched any more once it is disposed', async () => {
    await started();
    indexing.dispose();
    expect(editor.watchers.map(({ isDisposed }) => isDisposed)).toEqual([true, true]);
    editor.openFolders('/c');
    editor.save('/a/x.ts');
    engine.died.fire();
    editor.focus(true);
    await pass(1000);
    expect(engine.calls).toEqual([]);
  });
});

describe('a window that gets the focus', () => {
  it.each([
    ['checks everything after more than five minutes', 300_001, ['/a: everything', '/b: everything']],
    ['does not after five minutes', 300_000, []],
  ])('%s', async (_, awayMs, expected) => {
    await started();
    await pass(60_000);
    editor.focus(false);
    await pass(awayMs);
    editor.focus(true);
    await pass(1000);
    expect(runs()).toEqual(expected);
  });
});

describe('a folder whose watcher does not report', () => {
  it('is polled from the first unreported save on, while the window has the focus', async () => {
    await started();
    await pass(60_000);
    editor.save('/a/x.ts');
    await pass(5000);
    await soon();
    expect(runs()).toEqual(['/a: x.ts', '/a: everything']);
    await pass(10_000);
    await soon();
    expect(runs()).toHaveLength(3);
    editor.focus(false);
    await pass(60_000);
    expect(runs()).toHaveLength(3);
    editor.focus(true);
    await pass(0);
    expect(runs()).toHaveLength(4);
    // The watcher reports again.
    editor.watchers[0]!.changed.fire({ ...editor.folders[0]!.uri, path: '/a/x.ts' });
    editor.save('/a/x.ts');
    await pass(100);
    const before = runs().length;
    await pass(60_000);
    expect(runs()).toHaveLength(before);
  });

  it('is not polled if the watcher reports the save', async () => {
    await started();
    editor.save('/a/x.ts');
    editor.watchers[0]!.changed.fire({ ...editor.folders[0]!.uri, path: '/a/x.ts' });
    await pass(60_000);
    expect(runs().filter((run) => run.includes('everything'))).toEqual([]);
  });

  it.each([
    ['of the settings folder, which another watcher watches', '/a', '/a/.vscode/settings.json'],
    ['of a virtual folder', 'mem://x/a', 'mem://x/a/x.ts'],
  ])('is not expected to report a save %s', async (_, folder, file) => {
    editor.setFolders(folder);
    await started();
    editor.save(file);
    await pass(60_000);
    expect(runs().filter((run) => run.endsWith('everything'))).toEqual([]);
  });

  it('is expected to have reported what a search finds changed, if nothing is pending', async () => {
    await started();
    await pass(60_000);
    indexing.noteStale([{ folder: '/b', path: 'x.ts' }]);
    await pass(5000);
    await soon();
    expect(runs()).toEqual(['/b: x.ts', '/b: everything']);
  });
});
