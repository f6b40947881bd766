import { beforeEach, describe, expect, it, vi } from 'vitest';
import { editor } from '../../support/fakeEditor';
import {
  automatic,
  busy,
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
} from './workspaceUpdaterOf';

vi.mock('vscode', async () => (await import('../../support/fakeEditor')).vscodeModule);

renewBeforeEach();

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

  it('reports each change of its state', async () => {
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
    restart();
  });

  it('opens the folders, and indexes them on request', async () => {
    await indexing.start();
    await pass(1000);
    expect(opened()).toEqual(['/a', '/b']);
    expect(runs()).toEqual([]);
    await indexing.update();
    await pass(0);
    expect(runs()).toEqual(['/a: everything', '/b: everything']);
  });

  it('reports that the index is not complete', async () => {
    engine.answers.set('openFolder', () => ({ files: 1, chunks: 1, state: 'partial', unreadable: 0 }));
    await indexing.start();
    expect(indexing.state).toMatchObject({ kind: 'stale', why: 'Automatic indexing is off.' });
  });

  it('starts when the setting is turned on, and stops when it is turned off', async () => {
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

  it('does not retry automatically', async () => {
    await indexing.start();
    engine.answers.set('index', () => busy);
    await indexing.update();
    await pass(0);
    await pass(60_000);
    expect(engine.of('index')).toHaveLength(2);
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

  it('is expected to have reported a file that a search found changed, if nothing is pending', async () => {
    await started();
    await pass(60_000);
    indexing.noteStale([{ folder: '/b', path: 'x.ts' }]);
    await pass(5000);
    await soon();
    expect(runs()).toEqual(['/b: x.ts', '/b: everything']);
  });
});
