import path from 'node:path';
import type * as vscode from 'vscode';
import type { ProviderSummary } from '../common/contracts/providerInfo';
import type { Logger } from '../common/logger';
import { visibleLogger } from '../common/visibleLogger';
import { userIndexDirectory } from '../node/indexDirectory';
import { DisposableStore } from './disposables';
import { readProviderChoice, readWindowSettings, type WindowSettings } from './configuration';
import { IndexGenerations } from './generations/indexGenerations';
import { HighlightService } from './highlighting/highlightService';
import { RecentCodes, type LoggedCode } from './indexTree/health/recentCodes';
import { AskedQuery } from './links/askedQuery';
import { ApiKeys } from './provider/apiKeys';
import { Consents } from './provider/consents';
import { estimateSending } from './provider/estimateSending';
import type { ProviderCommandParts } from './provider/providerActions';
import { ProviderTrial } from './provider/providerTrial';
import type { RerankerCommandParts } from './reranking/changeReranker';
import { WindowReranker } from './reranking/windowReranker';
import { QueryHistoryStore } from './search/queryHistoryStore';
import { revealResult, type OpenResult } from './search/revealResult';
import { WorkspaceSearch } from './search/workspaceSearch';
import type { EngineCaller, IndexingService, SearchService } from './services';
import { PublishedDocuments, type ReadableUri } from './published/publishedDocuments';
import type { DatabaseParts } from './published/registerDatabase';
import { WindowDatabase } from './published/windowDatabase';
import type { TeamSecretParts } from './team/registerTeamSecret';
import { TeamSecrets } from './team/teamSecrets';
import { KeyboardReturn } from './view/keyboardReturn';
import { ResultsLayout } from './view/resultsLayout';

/** What the features of the extension share. Each `register…` function takes the part that it needs. */
export interface Services extends ProviderCommandParts, TeamSecretParts, RerankerCommandParts, DatabaseParts {
  readonly generations: IndexGenerations;
  readonly indexing: IndexingService;
  readonly engine: EngineCaller;
  readonly search: SearchService;
  readonly highlighter: HighlightService;
  readonly history: QueryHistoryStore;
  readonly asked: AskedQuery;
  readonly keyboard: KeyboardReturn;
  readonly layout: ResultsLayout;
  readonly readableUri: ReadableUri;
  readonly missingFiles: PublishedDocuments['missingFiles'];
  readonly openResult: OpenResult;
  /** The settings of the window at the moment of the call. */
  readonly settings: () => WindowSettings;
  /** Host that queries are sent to; undefined when they stay on this machine. */
  readonly host: () => string | undefined;
  /** The model that answers; undefined before it is loaded. */
  readonly provider: () => ProviderSummary | undefined;
  /** Whether the built-in model answers, and not one that is named in the settings. */
  readonly usesBuiltinModel: () => boolean;
  /** Codes of the last warnings and errors of the index. */
  readonly codes: () => readonly LoggedCode[];
  readonly logger: Logger;
  readonly showLog: () => void;
  readonly extensionUri: vscode.Uri;
  readonly extensionId: string;
  /** package.json of this extension. */
  readonly packageJson: unknown;
  /** As in package.json. */
  readonly displayName: string;
  readonly version: string;
  /** Directory on this machine where the indexes of this workspace are stored. */
  readonly indexDirectory: string;
  /** The built command line, `dist/cli.js`. */
  readonly commandLine: string;
  /** Program that agents outside VS Code start; see `agents/setUpAgents`. */
  readonly launcher: string;
  /** Ends the threads and removes the listeners. */
  dispose(): void;
}

/** Creates the services of a window. Nothing is indexed before `generations.start()`. */
export function createServices(context: vscode.ExtensionContext, channel: vscode.LogOutputChannel): Services {
  const logger = visibleLogger(channel);
  const codes = new RecentCodes(logger);
  const dist = path.join(context.extensionPath, 'dist');
  const indexDirectory = path.join((context.storageUri ?? context.globalStorageUri).fsPath, 'index');
  const paths = {
    workerFile: path.join(dist, 'worker.js'),
    indexDirectory,
    userDirectory: userIndexDirectory(),
    cacheDirectory: path.join(context.globalStorageUri.fsPath, 'embedding'),
  };
  const memento = context.workspaceState;
  const packageJson = context.extension.packageJSON as {
    readonly displayName: string;
    readonly version: string;
  };
  const disposables = new DisposableStore();
  const keys = disposables.add(new ApiKeys(context.secrets));
  const consents = disposables.add(new Consents(memento));
  const teamSecrets = disposables.add(new TeamSecrets(context.secrets));
  const database = disposables.add(new WindowDatabase(memento, keys));
  const generations = disposables.add(
    new IndexGenerations({ ...paths, memento, keys, consents, teamSecrets, database, logger: codes }),
  );
  const { readableUri, missingFiles } = disposables.add(
    new PublishedDocuments({ engine: generations, indexing: generations, logger }),
  );
  const rerankConsents = disposables.add(new Consents(memento, 'reranker.consents'));
  const reranker = new WindowReranker({
    keys,
    consents: rerankConsents,
    memento,
    rerankers: () => generations.call('rerankers', null),
    logger,
  });
  const highlighter = disposables.add(new HighlightService(path.join(dist, 'highlighter.js'), logger));
  const keyboard = disposables.add(new KeyboardReturn());
  return {
    generations,
    indexing: generations,
    engine: generations,
    search: new WorkspaceSearch(generations, reranker),
    rerankConsents,
    cacheDirectory: paths.cacheDirectory,
    keys,
    consents,
    teamSecrets,
    database,
    highlighter,
    history: new QueryHistoryStore(memento),
    asked: new AskedQuery(),
    keyboard,
    layout: new ResultsLayout(memento),
    readableUri,
    missingFiles,
    openResult: (result, options) => revealResult(result, options, readableUri),
    settings: readWindowSettings,
    host: () => generations.sendsTo,
    provider: () => generations.provider,
    usesBuiltinModel: () => generations.provider?.id === 'builtin' && !readProviderChoice().model,
    codes: () => codes.recent,
    logger,
    showLog: () => {
      channel.show();
    },
    extensionUri: context.extensionUri,
    extensionId: context.extension.id,
    packageJson,
    displayName: packageJson.displayName,
    version: packageJson.version,
    indexDirectory,
    commandLine: path.join(dist, 'cli.js'),
    launcher: path.join(context.globalStorageUri.fsPath, 'agents.js'),
    adopt: (choice, agree) => generations.adopt(choice, agree),
    estimate: () => estimateSending(generations),
    providers: () => generations.call('providers', null),
    createTrial: () => new ProviderTrial({ ...paths, teamSecrets, logger }),
    dispose: () => {
      disposables.dispose();
    },
  };
}
