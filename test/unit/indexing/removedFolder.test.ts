import { describe, expect, it, vi } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors';
import { silentLogger } from '../../../src/common/logger';
import { FolderIndexing } from '../../../src/vscode/indexing/folderIndexing';
import {
  WorkspaceIndexing,
  type WorkspaceIndexingParts,
} from '../../../src/vscode/indexing/workspaceIndexing';

/** The settings read here, including those of VS Code. */
const settings: Readonly<Record<string, unknown>> = {
  'semanticSearch.indexAutomatically': false,
  'semanticSearch.include': [],
  'semanticSearch.exclude': {},
  'semanticSearch.useIgnoreFiles': true,
  'semanticSearch.maxFileSize': 1024,
  'semanticSearch.includeSecretFiles': false,
  'semanticSearch.includeGenerated': [],
  'semanticSearch.maxResults': 20,
  'semanticSearch.preview': true,
  'semanticSearch.codeActions': true,
  'semanticSearch.mcpServer': false,
  'files.exclude': {},
  'search.exclude': {},
};

const editor = vi.hoisted(() => {
  class EventEmitter<T> {
    private readonly listeners: ((event: T) => void)[] = [];
    readonly event = (listener: (event: T) => void) => {
      this.listeners.push(listener);
      return { dispose: () => undefined };
    };
    fire(event: T): void {
      for (const listener of this.listeners) listener(event);
    }
    dispose(): void {
      this.listeners.length = 0;
    }
  }
  const nothing = (): { dispose(): void } => ({ dispose: () => undefined });
  const foldersChanged = new EventEmitter<void>();
  const watcher = {
    onDidCreate: nothing,
    onDidChange: nothing,
    onDidDelete: nothing,
    dispose: () => undefined,
  };
  const workspace = {
    workspaceFolders: [] as unknown[],
    getConfiguration: () => ({ get: (key: string) => settings[key], inspect: () => undefined }),
    onDidChangeWorkspaceFolders: foldersChanged.event,
    onDidChangeConfiguration: nothing,
    onDidSaveTextDocument: nothing,
    onDidSaveNotebookDocument: nothing,
    onDidCreateFiles: nothing,
    onDidDeleteFiles: nothing,
    onDidRenameFiles: nothing,
    createFileSystemWatcher: () => watcher,
  };
  return {
    foldersChanged,
    module: {
      EventEmitter,
      workspace,
      window: { onDidChangeWindowState: nothing, state: { focused: true } },
      RelativePattern: vi.fn(),
      Disposable: { from: nothing },
    },
  };
});

vi.mock('vscode', () => editor.module);

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
      forgive: () => Promise.resolve(),
      tryNow: () => Promise.resolve(),
      onDidDie: () => ({ dispose: () => undefined }),
    },
    open,
    waiting,
    recover: () => (fails = false),
  };
}

describe('a workspace folder that is removed', () => {
  it('is not open in the end, though it was just being opened again', async () => {
    const { engine, open, waiting, recover } = slowEngine();
    const uri = { scheme: 'file', fsPath: '/w', path: '/w', toString: () => 'file:///w' };
    editor.module.workspace.workspaceFolders = [{ uri, name: 'w', index: 0 }];
    const indexing = new WorkspaceIndexing({
      engine,
      indexDirectory: '/index',
      memento: { get: (_: string, value: unknown) => value, update: () => Promise.resolve() },
      logger: silentLogger,
    } as unknown as WorkspaceIndexingParts);
    await indexing.start();
    expect(indexing.state.kind).toBe('failed');

    recover();
    const updating = indexing.update();
    await vi.waitUntil(() => waiting.length > 0);
    editor.module.workspace.workspaceFolders = [];
    editor.foldersChanged.fire();
    // If closing did not wait for its turn, the folder would be closed by now.
    await new Promise((resolve) => setTimeout(resolve, 50));
    waiting[0]!();
    await updating;
    await indexing.opened();
    expect([...open]).toEqual([]);
    indexing.dispose();
  });

  it('is not opened by whoever still holds on to it', async () => {
    const call = vi.fn();
    const indexing = new FolderIndexing({
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
