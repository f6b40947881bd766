import * as vscode from 'vscode';
import type { CorpusSettings } from '../common/contracts/engineContract';
import type { NetworkOptions } from '../common/contracts/engineOptions';
import { isRecord, isString } from '../common/typeGuards';
import type { ProviderChoice } from './provider/providerChoice';
import { noReranker, type RerankerChoice } from './reranking/rerankerChoice';
import { findSetting, readSetting, readText, type SettingId } from './settings';

/** Settings of the whole window, as read at one moment. Only package.json holds their defaults. */
export interface WindowSettings {
  readonly indexAutomatically: boolean;
  /** Number of results shown at first, 1 to 200. */
  readonly maxResults: number;
  /** Show the focused result in the editor while the quick search is open. */
  readonly preview: boolean;
  /** Offer to find code similar to the selection in the Refactor menu. */
  readonly codeActions: boolean;
  /** Offer the MCP server to agents in this window. */
  readonly mcpServer: boolean;
}

const windowKeys = [
  'semanticSearch.indexAutomatically',
  'semanticSearch.maxResults',
  'semanticSearch.preview',
  'semanticSearch.codeActions',
  'semanticSearch.mcpServer',
] as const satisfies readonly SettingId[];

const providerKeys = [
  'semanticSearch.provider',
  'semanticSearch.model',
  'semanticSearch.baseUrl',
  'semanticSearch.dimensions',
  'semanticSearch.queryModel',
  'semanticSearch.outputType',
  'semanticSearch.resultPath',
  'semanticSearch.modelPath',
  'semanticSearch.requestParameters',
] as const satisfies readonly SettingId[];

const networkKeys = [
  'semanticSearch.certificateFile',
  'http.proxy',
  'http.proxyAuthorization',
  'http.proxyStrictSSL',
  'http.proxySupport',
  'http.noProxy',
  'http.systemCertificates',
] as const satisfies readonly SettingId[];

const engineKeys = [
  'semanticSearch.indexingThreads',
  'semanticSearch.sharedResults',
  'semanticSearch.sharedResultsKey',
] as const satisfies readonly SettingId[];

const corpusKeys = [
  'files.exclude',
  'files.associations',
  'files.encoding',
  'search.exclude',
  'semanticSearch.exclude',
  'semanticSearch.include',
  'semanticSearch.useIgnoreFiles',
  'semanticSearch.maxFileSize',
  'semanticSearch.includeSecretFiles',
  'semanticSearch.includeGenerated',
] as const satisfies readonly SettingId[];

/** The settings of the window at present, within their limits. */
export function readWindowSettings(): WindowSettings {
  return {
    indexAutomatically: readSetting('semanticSearch.indexAutomatically'),
    maxResults: Math.min(200, Math.ceil(readSetting('semanticSearch.maxResults'))),
    preview: readSetting('semanticSearch.preview'),
    codeActions: readSetting('semanticSearch.codeActions'),
    mcpServer: readSetting('semanticSearch.mcpServer'),
  };
}

/** The model that makes the vectors. In a restricted workspace VS Code ignores the workspace's own values. */
export function readProviderChoice(): ProviderChoice {
  const provider = readSetting('semanticSearch.provider').trim();
  if (provider === 'builtin') return { provider, model: readText('semanticSearch.modelPath') };
  return {
    provider,
    model: readText('semanticSearch.model'),
    baseUrl: readText('semanticSearch.baseUrl'),
    dimensions: readSetting('semanticSearch.dimensions') ?? undefined,
    queryModel: readText('semanticSearch.queryModel'),
    outputType: readText('semanticSearch.outputType') === 'int8' ? 'int8' : undefined,
    resultPath: readText('semanticSearch.resultPath'),
    parameters: readRequestParameters(provider),
  };
}

/** Fields that the user adds to each request of a provider, from the settings of the machine; undefined if there are none. */
export function readRequestParameters(provider: string): ProviderChoice['parameters'] {
  return parametersOf(readSetting('semanticSearch.requestParameters'), provider);
}

/** The same of a reranker. */
export function readRerankerParameters(reranker: string): RerankerChoice['parameters'] {
  return parametersOf(readSetting('semanticSearch.rerankerParameters'), reranker);
}

function parametersOf(all: Readonly<Record<string, unknown>>, id: string): ProviderChoice['parameters'] {
  // A value of VS Code is a proxy, which cannot be sent to the engine's thread. A setting is JSON.
  const parameters: unknown = JSON.parse(JSON.stringify(all[id] ?? null));
  return isRecord(parameters) && Object.keys(parameters).length > 0 ? parameters : undefined;
}

/**
 * Writes a choice to the user settings. If the workspace already sets one of the provider settings, writes the whole choice to
 * the workspace settings instead, so that workspace values and user values are never mixed.
 *
 * @throws Error if the settings cannot be written
 */
export async function writeProviderChoice(choice: ProviderChoice): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const values: [key: SettingId, value: unknown][] = [
    ['semanticSearch.model', choice.model],
    ['semanticSearch.baseUrl', choice.baseUrl],
    ['semanticSearch.dimensions', choice.dimensions],
    ['semanticSearch.queryModel', choice.queryModel],
    ['semanticSearch.outputType', choice.outputType],
    ['semanticSearch.resultPath', choice.resultPath],
  ];
  // The settings of a remote provider are kept in case the user chooses it again.
  if (choice.provider === 'builtin') values.length = 0;
  values.push(['semanticSearch.provider', choice.provider]);
  const known = new Map(values.map(([key]) => [key, configuration.inspect(key)]));
  const isOfWorkspace = [...known.values()].some((one) => one?.workspaceValue !== undefined);
  const { Workspace, Global } = vscode.ConfigurationTarget;
  for (const [key, value] of values) {
    const one = known.get(key);
    const set = isOfWorkspace ? one?.workspaceValue : one?.globalValue;
    // Removing the workspace value would expose the user's value, so write the default.
    const isHidden = isOfWorkspace && value === undefined && one?.globalValue !== undefined;
    const wanted = isHidden ? one.defaultValue : value;
    if (wanted !== set) await configuration.update(key, wanted, isOfWorkspace ? Workspace : Global);
  }
}

/** The reranker; undefined if it is off. Its settings are those of the machine: a workspace cannot set them. */
export function readRerankerChoice(): RerankerChoice | undefined {
  const reranker = readSetting('semanticSearch.reranker').trim();
  if (reranker === noReranker || reranker === '') return undefined;
  return {
    reranker,
    model: readText('semanticSearch.rerankerModel'),
    baseUrl: readText('semanticSearch.rerankerBaseUrl'),
    parameters: readRerankerParameters(reranker),
  };
}

/**
 * Writes the choice of a reranker to the user settings; the model and the address are kept if it is turned off.
 *
 * @throws Error if the settings cannot be written
 */
export async function writeRerankerChoice(choice: RerankerChoice | undefined): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const values: [key: SettingId, value: string | undefined][] = [
    ...(choice
      ? ([
          ['semanticSearch.rerankerModel', choice.model],
          ['semanticSearch.rerankerBaseUrl', choice.baseUrl],
        ] as [SettingId, string | undefined][])
      : []),
    ['semanticSearch.reranker', choice?.reranker],
  ];
  for (const [key, value] of values) {
    if (configuration.inspect(key)?.globalValue !== value)
      await configuration.update(key, value, vscode.ConfigurationTarget.Global);
  }
}

/** Network options, read from the same settings that VS Code itself uses. */
export function readNetworkOptions(): NetworkOptions {
  const isOff = findSetting('http.proxySupport') === 'off';
  const proxy = findSetting('http.proxy')?.trim();
  const noProxy = findSetting('http.noProxy');
  const certificateFile = readText('semanticSearch.certificateFile');
  return {
    ...(isOff ? { proxy: 'off' } : proxy && { proxy }),
    proxyAuthorization: findSetting('http.proxyAuthorization'),
    ...(noProxy?.length && { noProxy }),
    strictTls: findSetting('http.proxyStrictSSL'),
    systemCertificates: findSetting('http.systemCertificates'),
    certificateFile,
  };
}

/** Which files of a workspace folder are indexed, and how they are read. */
export function readCorpusSettings(folder: vscode.WorkspaceFolder): CorpusSettings {
  const globs = (id: 'files.exclude' | 'search.exclude' | 'semanticSearch.exclude'): string[] =>
    Object.entries(readSetting(id, folder))
      .filter(([, value]) => value === true)
      .map(([glob]) => glob);
  return {
    exclude: [...globs('files.exclude'), ...globs('search.exclude'), ...globs('semanticSearch.exclude')],
    include: readSetting('semanticSearch.include', folder),
    useIgnoreFiles: readSetting('semanticSearch.useIgnoreFiles', folder),
    maxFileSizeBytes: readSetting('semanticSearch.maxFileSize', folder) * 1024,
    includeGenerated: readSetting('semanticSearch.includeGenerated', folder),
    includeSecrets: readSetting('semanticSearch.includeSecretFiles', folder),
    associations: readAssociations(folder),
    ...readEncodings(folder),
  };
}

/** `files.associations`. A glob with an absolute path is made relative to the folder, as the engine matches paths. */
function readAssociations(folder: vscode.WorkspaceFolder): Record<string, string> {
  const base = `${folder.uri.path}/`.toLowerCase();
  const associations = findSetting('files.associations', folder) ?? {};
  return Object.fromEntries(
    Object.entries(associations).flatMap(([glob, language]) => {
      const relative = glob.toLowerCase().startsWith(base) ? `./${glob.slice(base.length)}` : glob;
      return isString(language) ? [[relative, language] as const] : [];
    }),
  );
}

/** `files.encoding`, and its values for languages that override it. VS Code's default, UTF-8, means detection. */
function readEncodings(
  folder: vscode.WorkspaceFolder,
): Pick<CorpusSettings, 'encoding' | 'encodingByLanguage'> {
  const key = 'files.encoding';
  const { languageIds = [] } = vscode.workspace.getConfiguration(undefined, folder).inspect(key) ?? {};
  return {
    encoding: findSetting(key, folder),
    encodingByLanguage: Object.fromEntries(
      languageIds.flatMap((languageId) => {
        const encoding = findSetting(key, { uri: folder.uri, languageId });
        return encoding === undefined ? [] : [[languageId, encoding] as const];
      }),
    ),
  };
}

/** Whether a change of settings may change {@link readCorpusSettings}. */
export function affectsCorpus(event: vscode.ConfigurationChangeEvent): boolean {
  return corpusKeys.some((key) => event.affectsConfiguration(key));
}

/** Number of threads that analyze files; undefined if it is chosen for the machine. */
export function readIndexingThreads(): number | undefined {
  const threads = readSetting('semanticSearch.indexingThreads');
  return threads === null ? undefined : Math.min(32, Math.ceil(threads));
}

/** Where the team shares results: an address or a folder; undefined if nowhere. A workspace cannot set it. */
export function readSharedResultsPlace(): string | undefined {
  return readText('semanticSearch.sharedResults');
}

/** The key with which shared results have to be signed; undefined if they need not. A workspace cannot set it. */
export function readSharedResultsKey(): string | undefined {
  return readText('semanticSearch.sharedResultsKey');
}

/** Address of the database with published indexes; undefined if none is set. A workspace cannot set it. */
export function readPostgresAddress(): string | undefined {
  return readText('semanticSearch.postgres');
}

/** Whether a change of settings may change {@link readPostgresAddress}. */
export function affectsPostgres(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration('semanticSearch.postgres' satisfies SettingId);
}

/**
 * Whether a change of settings may change {@link readProviderChoice}, {@link readNetworkOptions},
 * {@link readIndexingThreads}, {@link readSharedResultsPlace} or {@link readSharedResultsKey}.
 */
export function affectsProvider(event: vscode.ConfigurationChangeEvent): boolean {
  return [...providerKeys, ...networkKeys, ...engineKeys].some((key) => event.affectsConfiguration(key));
}

/** Whether a change of settings may change {@link readWindowSettings}. */
export function affectsWindow(event: vscode.ConfigurationChangeEvent): boolean {
  return windowKeys.some((key) => event.affectsConfiguration(key));
}
