import path from 'node:path';
import * as vscode from 'vscode';
import type { IndexState } from './common/indexState';
import { readProviderOptions, readWindowSettings } from './vscode/configuration';
import { EngineThread } from './vscode/engineThread/engineThread';
import { HighlightService } from './vscode/highlighting/highlightService';
import { WorkspaceIndexing } from './vscode/indexing/workspaceIndexing';
import { registerQuickSearch } from './vscode/search/quickSearch';
import { revealResult } from './vscode/search/revealResult';
import { WorkspaceSearch } from './vscode/search/workspaceSearch';
import type { SearchService } from './vscode/services';
import { registerIndexingCommands } from './vscode/status/indexingCommands';
import { registerStatus } from './vscode/status/statusItem';
import { registerResultsView } from './vscode/view/registerResultsView';

/** What other extensions get of this one. */
export interface SemanticSearchApi {
  readonly state: IndexState;
  readonly onDidChangeState: vscode.Event<IndexState>;
  /** Resolves when everything that is known to have changed is in the index. */
  settled(): Promise<void>;
  search: SearchService['search'];
  /** In a test run only. */
  readonly testing?: {
    /** Ends the engine's thread as if it had crashed. */
    crashEngine(): Promise<void>;
    readonly indexDirectory: string;
  };
}

export function activate(context: vscode.ExtensionContext): SemanticSearchApi {
  const logger = vscode.window.createOutputChannel('Semantic Search', { log: true });
  const dist = path.join(context.extensionPath, 'dist');
  const indexDirectory = path.join((context.storageUri ?? context.globalStorageUri).fsPath, 'index');
  const engine = new EngineThread(path.join(dist, 'worker.js'), readProviderOptions, logger);
  const indexing = new WorkspaceIndexing({
    engine,
    indexDirectory,
    memento: context.workspaceState,
    logger,
  });
  const search = new WorkspaceSearch(engine, indexing);
  const highlighter = new HighlightService(path.join(dist, 'highlighter.js'), logger);
  const showLog = (): void => {
    logger.show();
  };
  context.subscriptions.push(
    logger,
    engine,
    indexing,
    highlighter,
    registerIndexingCommands({ indexing, showLog }),
    registerStatus({ indexing, provider: () => engine.provider }),
    registerQuickSearch({
      search,
      indexing,
      settings: readWindowSettings,
      memento: context.workspaceState,
      logger,
    }),
    registerResultsView({
      extensionUri: context.extensionUri,
      search,
      indexing,
      highlighter,
      settings: readWindowSettings,
      openResult: revealResult,
      logger,
    }),
  );
  void indexing.start();
  return {
    get state() {
      return indexing.state;
    },
    onDidChangeState: indexing.onDidChangeState,
    settled: () => indexing.settled(),
    search: (params, signal) => search.search(params, signal),
    ...(context.extensionMode === vscode.ExtensionMode.Test && {
      testing: { crashEngine: () => engine.crash(), indexDirectory },
    }),
  };
}
