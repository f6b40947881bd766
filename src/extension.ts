import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { visibleLogger } from './common/visibleLogger';
import { registerLanguageModelTools } from './vscode/agents/languageModelTools';
import { registerMcpServer } from './vscode/agents/mcpServerProvider';
import { registerAgentSetup } from './vscode/agents/registerAgentSetup';
import { registerComparison } from './vscode/comparison/registerComparison';
import { createServices, type Services } from './vscode/createServices';
import { createExports, type ExtensionExports } from './vscode/extensionExports';
import { registerIndexTree } from './vscode/indexTree/registerIndexTree';
import { registerSearchInFolder } from './vscode/links/searchInFolder';
import { registerSearchLinks } from './vscode/links/searchLinks';
import { registerTextSearch } from './vscode/links/textSearch';
import { registerProviderCommands } from './vscode/provider/providerCommands';
import { registerTeamSecret } from './vscode/team/registerTeamSecret';
import { registerDatabase } from './vscode/published/registerDatabase';
import { reportFailure } from './vscode/reportFailure';
import { registerReranker } from './vscode/reranking/registerReranker';
import { registerQuickSearch } from './vscode/search/quickSearch';
import { registerEditorCommands } from './vscode/similar/registerEditorCommands';
import { registerIndexingCommands } from './vscode/status/indexingCommands';
import { registerProviderMessages } from './vscode/status/providerMessages';
import { registerStatus } from './vscode/status/statusItem';
import { registerResultsView } from './vscode/view/registerResultsView';
import { openWalkthroughOnce } from './vscode/walkthrough/openOnce';
import { registerWalkthrough } from './vscode/walkthrough/registerWalkthrough';

const features: readonly ((services: Services) => vscode.Disposable)[] = [
  registerIndexingCommands,
  registerStatus,
  registerProviderMessages,
  registerIndexTree,
  registerProviderCommands,
  registerTeamSecret,
  registerDatabase,
  registerReranker,
  registerComparison,
  registerQuickSearch,
  registerResultsView,
  registerWalkthrough,
  registerEditorCommands,
  registerSearchInFolder,
  registerSearchLinks,
  registerTextSearch,
  registerLanguageModelTools,
  registerMcpServer,
  registerAgentSetup,
];

export function activate(context: vscode.ExtensionContext): ExtensionExports {
  l10n.config({ contents: vscode.l10n.bundle ?? {} });
  const channel = vscode.window.createOutputChannel('Semantic Search', { log: true });
  context.subscriptions.push(channel);
  const showLog = (): void => {
    channel.show();
  };
  return reportFailure(() => start(context, channel), { logger: visibleLogger(channel), showLog });
}

function start(context: vscode.ExtensionContext, channel: vscode.LogOutputChannel): ExtensionExports {
  const services = createServices(context, channel);
  context.subscriptions.push(services);
  for (const register of features) context.subscriptions.push(register(services));
  void services.generations.start();
  const isTestRun = context.extensionMode === vscode.ExtensionMode.Test;
  if (!isTestRun) {
    const hasSearched = services.history.list().length > 0;
    void openWalkthroughOnce({ memento: context.globalState, hasSearched });
  }
  return createExports(services, isTestRun);
}
