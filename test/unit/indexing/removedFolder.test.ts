import { describe, expect, it, vi } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { silentLogger } from '../../../src/common/logger';
import { FolderUpdater } from '../../../src/vscode/indexing/folderUpdater';
import { WorkspaceUpdater, type WorkspaceUpdaterParts } from '../../../src/vscode/indexing/workspaceUpdater';
import { editor } from '../../support/fakeEditor';

vi.mock('vscode', async () => (await import('../../support/fakeEditor')).vscodeModule);

/** An engine that opens folders slowly and keeps track of the open ones. */
function slowEngine() {
  const open = new Set<string>();
  let fails = true;
  const waiting: (() => void)[] = [];
  const call = async (method: string, { folder }: { folder: string }): Promise<unknown> => {
    if (method === 'closeFolder') open.delete(folder);
    if (method !== 'openFolder') return { files: 0, chunks: 0, skipped: [], failed: [] };
    if (fails) throw new SemanticSearchError('FOLDER_UNREADABLE', 'not now', '');
    await new Promise<void>((resolve) => waiting.push(resolve));
    open.add(folder);
    return { files: 0, chunks: 0, state: 'ready' };
  };
  return {
    engine: {
      call,
      forgetFailures: () => Promise.resolve(),
      tryNow: () => Promise.resolve(),
      onDidDie: () => ({ dispose: () => undefined }),
    },
    open,
    waiting,
    recover: () => (fails = false),
  };
}

describe('a workspace folder that is removed', () => {
  it('is closed, even if it was being opened again', async () => {
    const { engine, open, waiting, recover } = slowEngine();
    editor.reset('/w');
    editor.settings.set('semanticSearch.indexAutomatically', false);
    const indexing = new WorkspaceUpdater({
      engine,
      indexDirectory: '/index',
      database: {
        choice: () => Promise.resolve({ kind: 'off' }),
        onDidChange: () => ({ dispose: () => undefined }),
      },
      memento: { get: (_: string, value: unknown) => value, update: () => Promise.resolve() },
      logger: silentLogger,
    } as unknown as WorkspaceUpdaterParts);
    await indexing.start();
    expect(indexing.state.kind).toBe('failed');

    recover();
    const updating = indexing.update();
    await vi.waitUntil(() => waiting.length > 0);
    editor.openFolders();
    // If closing did not wait for its turn, the folder would be closed by now.
    await new Promise((resolve) => setTimeout(resolve, 50));
    waiting[0]!();
    await updating;
    await indexing.opened();
    expect([...open]).toEqual([]);
    indexing.dispose();
  });

  it('is not opened again by former references to it', async () => {
    const call = vi.fn();
    const indexing = new FolderUpdater({
      options: { folder: '/w', indexDirectory: '/index' },
      engine: { call },
      logger: silentLogger,
      onDidChange: () => undefined,
    });
    indexing.dispose();
    await indexing.open();
    expect(call).not.toHaveBeenCalled();
  });
});
