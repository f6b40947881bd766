import { describe, expect, it, vi } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { editor } from '../../support/fakeEditor';
import { runReport } from '../../support/fakeEngine';
import {
  automatic,
  busy,
  create,
  engine,
  errors,
  indexing,
  opened,
  pass,
  renewBeforeEach,
  restart,
  runs,
  soon,
  started,
  stored,
} from './workspaceUpdaterOf';

vi.mock('vscode', async () => (await import('../../support/fakeEditor')).vscodeModule);

renewBeforeEach();

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
  ] as const)('is part of the state: %s', async (what, kind) => {
    await started();
    if (what === 'resume') await indexing.pause();
    const kinds: string[] = [];
    indexing.onDidChangeState((state) => kinds.push(state.kind));
    await indexing[what]();
    expect(kinds).toContain(kind);
  });

  it('survives restarts', async () => {
    await indexing.pause();
    restart();
    expect(indexing.isPaused).toBe(true);
    await indexing.start();
    await pass(1000);
    expect([opened().length, runs().length]).toEqual([2, 0]);
    await indexing.resume();
    expect(create().isPaused).toBe(false);
    expect([...stored.values()]).toEqual([undefined]);
  });

  it('does not change whether an index is complete', async () => {
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
  ] as const)('is ended by %s, which retries at once after any failure', async (what, expected) => {
    await started();
    await indexing.pause();
    await indexing[what]();
    await pass(1000);
    expect(indexing.isPaused).toBe(false);
    expect(runs()).toEqual(expected);
    expect([engine.failuresForgotten, engine.triedNow]).toEqual([1, 1]);
  });

  it('is not ended by an automatic retry', async () => {
    await started();
    await indexing.pause();
    await indexing.retry();
    expect(engine.failuresForgotten).toBe(0);
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
    restart();
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
    expect([engine.failuresForgotten, engine.triedNow]).toEqual([1, 0]);
    expect(indexing.state.kind).toBe('ready');
  });

  it('of the retry itself is logged', async () => {
    await started();
    engine.answers.set('index', () => busy);
    engine.forgetFailures = () => Promise.reject(new Error('cannot be stopped'));
    editor.save('/a/x.ts');
    await pass(31_000);
    expect(errors.at(-1)).toContain('cannot be stopped');
  });
});
