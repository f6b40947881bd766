import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { folderOptionsOf } from '../../../src/vscode/indexing/folderOptions';
import { watchFolder } from '../../../src/vscode/indexing/watchFolder';
import { editor, uriOf } from '../../support/fakeEditor';

vi.mock('vscode', async () => (await import('../../support/fakeEditor')).vscodeModule);

const folderAt = (index: number): vscode.WorkspaceFolder =>
  editor.folders[index] as unknown as vscode.WorkspaceFolder;

describe('watching a folder', () => {
  let told: string[];
  let watch: vscode.Disposable;

  beforeEach(() => {
    editor.reset('/w');
    told = [];
    const queue = {
      noteChanges: (paths: Iterable<string>, delayMs: number) => {
        for (const path of paths) told.push(`changed ${path} ${delayMs}`);
      },
    };
    watch = watchFolder(folderAt(0), queue, {
      reported: (path) => told.push(`reported ${path}`),
      saved: (path) => told.push(`saved ${path}`),
    });
  });

  it.each(['created', 'changed', 'deleted'] as const)(
    'reports a path that was %s, a tenth of a second later',
    (how) => {
      editor.watchers[0]![how].fire(uriOf('/w/src/a.ts'));
      expect(told).toEqual(['reported src/a.ts', 'changed src/a.ts 100']);
    },
  );

  it('reports a saved file at once', () => {
    editor.save('/w/a.ts');
    editor.notebookSaved.fire({ uri: uriOf('/w/b.ipynb') });
    expect(told).toEqual(['saved a.ts', 'changed a.ts 0', 'saved b.ipynb', 'changed b.ipynb 0']);
  });

  it.each([
    '/w/node_modules/a/index.js',
    '/w/packages/a/node_modules/b.js',
    '/v/a.ts',
    '/w2/a.ts',
    'mem:///w/a.ts',
  ])('does not report %s', (file) => {
    editor.save(file);
    editor.watchers[0]!.changed.fire(uriOf(file));
    expect(told).toEqual([]);
  });

  it('reports a file whose name only contains that of such a folder, and the folder itself', () => {
    editor.save('/w/my_node_modules/a.ts');
    editor.watchers[0]!.deleted.fire(uriOf('/w'));
    expect(told.filter((line) => line.startsWith('changed'))).toEqual([
      'changed my_node_modules/a.ts 0',
      'changed  100',
    ]);
  });

  it('stops on disposal', () => {
    watch.dispose();
    editor.save('/w/a.ts');
    editor.notebookSaved.fire({ uri: uriOf('/w/b.ipynb') });
    editor.watchers[0]!.changed.fire(uriOf('/w/a.ts'));
    expect(told).toEqual([]);
    expect(editor.watchers[0]!.isDisposed).toBe(true);
  });
});

describe('the options of a folder', () => {
  const optionsOf = (...folders: readonly string[]) => {
    editor.reset(...folders);
    editor.settings.set('files.exclude', { '**/.git': true, '**/kept': false });
    editor.settings.set('search.exclude', { out: true });
    const all = folderOptionsOf(editor.folders as unknown as vscode.WorkspaceFolder[], {
      indexDirectory: '/index',
      userDirectory: undefined,
    });
    return new Map([...all].map(([key, { options }]) => [key, options]));
  };

  it('exclude the paths of the settings, and nested folders that are opened themselves', () => {
    const options = optionsOf('/w', '/w/packages/a[1]', '/v');
    expect([...options.keys()]).toEqual(['/w', '/w/packages/a[1]', '/v']);
    expect(options.get('/w')).toMatchObject({ folder: '/w', isVirtual: false, indexDirectory: '/index' });
    expect(options.get('/w')?.corpus?.exclude?.slice(0, 2)).toEqual(['**/.git', 'out']);
    const nested = options.get('/w')?.corpus?.exclude?.at(-1);
    expect(nested).toMatch(/^packages\/a.*1/);
    expect(nested).not.toBe('packages/a[1]');
    expect(options.get('/v')?.corpus?.exclude).not.toContain(nested);
    expect(options.get('/w/packages/a[1]')?.corpus?.exclude).not.toContain(nested);
  });

  it('mark a virtual folder', () => {
    const options = optionsOf('mem://host/w');
    expect([...options.values()]).toMatchObject([{ folder: 'mem://host/w', isVirtual: true }]);
  });
});
