import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { SemanticSearchExports } from '../api';
import type { ProviderSummary } from './common/engineContract';
import type { IndexState } from './common/indexState';
import { visibleLogger } from './common/visibleLogger';
import { registerMcpServer } from './vscode/agents/mcpServerProvider';
import { registerLanguageModelTools } from './vscode/agents/languageModelTools';
import { readProviderChoice, readWindowSettings } from './vscode/configuration';
import { IndexGenerations } from './vscode/generations/indexGenerations';
import { WorkspaceIndex } from './vscode/generations/workspaceIndex';
import { HighlightService } from './vscode/highlighting/highlightService';
import { ApiKeys } from './vscode/provider/apiKeys';
import { Consents } from './vscode/provider/consents';
import { RecentCodes } from './vscode/indexTree/health/recentCodes';
import { registerIndexTree } from './vscode/indexTree/registerIndexTree';
import { estimateSending } from './vscode/provider/estimateSending';
import { registerProviderCommands } from './vscode/provider/providerCommands';
import { ProviderTrial } from './vscode/provider/providerTrial';
import { AskedQuery } from './vscode/links/askedQuery';
import { publicApi } from './vscode/links/publicApi';
import { registerSearchInFolder } from './vscode/links/searchInFolder';
import { registerSearchLinks } from './vscode/links/searchLinks';
import { registerTextSearch } from './vscode/links/textSearch';
import { QueryHistoryStore } from './vscode/search/queryHistoryStore';
import { registerQuickSearch } from './vscode/search/quickSearch';
import { revealResult } from './vscode/search/revealResult';
import type { SearchService } from './vscode/services';
import { registerEditorCommands } from './vscode/similar/registerEditorCommands';
import { registerIndexingCommands } from './vscode/status/indexingCommands';
import { registerProviderMessages } from './vscode/status/providerMessages';
import { registerStatus } from './vscode/status/statusItem';
import { KeyboardReturn } from './vscode/view/keyboardReturn';
import { registerResultsView } from './vscode/view/registerResultsView';
import { ResultsLayout } from './vscode/view/resultsLayout';
import { openWalkthroughOnce } from './vscode/walkthrough/openOnce';
import { registerWalkthrough } from './vscode/walkthrough/registerWalkthrough';

/** Result of activation. `getApi` is for other extensions; the rest is for the tests and benchmarks of this repository. */
export interface ExtensionExports extends SemanticSearchExports {
  readonly state: IndexState;
  readonly onDidChangeState: vscode.Event<IndexState>;
  /** The model that answers; undefined before it is loaded. */
  readonly provider: ProviderSummary | undefined;
  /** Resolves when all known changes are in the index. */
  settled(): Promise<void>;
  search: SearchService['search'];
  /** Only in test runs. */
  readonly testing?: {
    /** Stops the engine's thread as if it had crashed. */
    crashEngine(): Promise<void>;
    readonly indexDirectory: string;
  };
}

export function activate(context: vscode.ExtensionContext): ExtensionExports {
  l10n.config({ contents: vscode.l10n.bundle ?? {} });
  const channel = vscode.window.createOutputChannel('Semantic Search', { log: true });
  const logger = visibleLogger(channel);
  const logged = new RecentCodes(logger);
  const dist = path.join(context.extensionPath, 'dist');
  const indexDirectory = path.join((context.storageUri ?? context.globalStorageUri).fsPath, 'index');
  const places = {
    workerFile: path.join(dist, 'worker.js'),
    indexDirectory,
    cacheDirectory: path.join(context.globalStorageUri.fsPath, 'embedding'),
  };
  const keys = new ApiKeys(context.secrets);
  const consents = new Consents(context.workspaceState);
  const generations = new IndexGenerations({
    ...places,
    memento: context.workspaceState,
    keys,
    consents,
    logger: logged,
  });
  const index = new WorkspaceIndex(generations);
  const highlighter = new HighlightService(path.join(dist, 'highlighter.js'), logger);
  const history = new QueryHistoryStore(context.workspaceState);
  const asked = new AskedQuery();
  const keyboard = new KeyboardReturn();
  const host = (): string | undefined => generations.sendsTo;
  const showLog = (): void => {
    channel.show();
  };
  context.subscriptions.push(
    channel,
    keys,
    consents,
    generations,
    highlighter,
    keyboard,
    registerIndexingCommands({ indexing: index, showLog }),
    registerStatus({
      indexing: index,
      inventory: index,
      provider: () => index.provider,
      onMenuDismissed: () => void keyboard.giveBack(),
    }),
    registerProviderMessages(index),
    registerIndexTree({
      indexing: index,
      inventory: index,
      provider: () => index.provider,
      packageJson: context.extension.packageJSON as unknown,
      codes: () => logged.recent,
      logger,
    }),
    registerProviderCommands({
      keys,
      consents,
      adopt: (choice, agree) => generations.adopt(choice, agree),
      estimate: () => estimateSending(index),
      providers: () => index.providers(),
      createTrial: () => new ProviderTrial({ ...places, logger }),
      logger,
    }),
    registerQuickSearch({
      search: index,
      indexing: index,
      settings: () => ({ ...readWindowSettings(), isRemote: generations.sendsTo !== undefined }),
      history,
      asked,
      logger,
    }),
    registerResultsView({
      extensionUri: context.extensionUri,
      search: index,
      indexing: index,
      highlighter,
      settings: readWindowSettings,
      host,
      understandsEnglishOnly: () => index.provider?.id === 'builtin' && !readProviderChoice().model,
      layout: new ResultsLayout(context.workspaceState),
      openResult: revealResult,
      history,
      asked,
      keyboard,
      logger,
    }),
    registerWalkthrough({
      extensionId: context.extension.id,
      search: index,
      indexing: index,
      isRemote: () => generations.sendsTo !== undefined,
    }),
    registerEditorCommands({ settings: readWindowSettings }),
    registerSearchInFolder(),
    registerSearchLinks({ host }),
    registerTextSearch(asked),
    registerLanguageModelTools({ search: index, host }),
    registerMcpServer({
      commandLine: path.join(dist, 'cli.js'),
      indexDirectory,
      ...(context.extension.packageJSON as { readonly displayName: string; readonly version: string }),
      isEnabled: () => readWindowSettings().mcpServer,
    }),
  );
  void generations.start();
  if (context.extensionMode !== vscode.ExtensionMode.Test) {
    void openWalkthroughOnce({ memento: context.globalState, hasSearched: history.list().length > 0 });
  }
  return {
    getApi: (version) => publicApi(version, { search: index, indexing: index, host }),
    get state() {
      return index.state;
    },
    get provider() {
      return index.provider;
    },
    onDidChangeState: index.onDidChangeState,
    settled: () => index.settled(),
    search: (params, signal) => index.search(params, signal),
    ...(context.extensionMode === vscode.ExtensionMode.Test && {
      testing: { crashEngine: () => index.crash(), indexDirectory },
    }),
  };
}
