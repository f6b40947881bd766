import * as vscode from 'vscode';
import type { CorpusSettings, NetworkOptions } from '../common/engineContract';
import { isListOf, isRecord, isString } from '../common/typeGuards';
import type { ProviderChoice } from './provider/providerChoice';

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
] as const;

const providerKeys = [
  'semanticSearch.provider',
  'semanticSearch.model',
  'semanticSearch.baseUrl',
  'semanticSearch.dimensions',
  'semanticSearch.resultPath',
  'semanticSearch.modelPath',
] as const;

const networkKeys = [
  'semanticSearch.certificateFile',
  'http.proxy',
  'http.proxyAuthorization',
  'http.proxyStrictSSL',
  'http.proxySupport',
  'http.noProxy',
  'http.systemCertificates',
] as const;

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
] as const;

export function readWindowSettings(): WindowSettings {
  return {
    indexAutomatically: read('semanticSearch.indexAutomatically', isBoolean),
    maxResults: Math.min(200, Math.ceil(read('semanticSearch.maxResults', isPositive))),
    preview: read('semanticSearch.preview', isBoolean),
    codeActions: read('semanticSearch.codeActions', isBoolean),
    mcpServer: read('semanticSearch.mcpServer', isBoolean),
  };
}

/** The model that makes the vectors. In a restricted workspace VS Code ignores the workspace's own values. */
export function readProviderChoice(): ProviderChoice {
  const provider = read('semanticSearch.provider', isString).trim();
  if (provider === 'builtin') return { provider, model: readText('semanticSearch.modelPath') };
  return {
    provider,
    model: readText('semanticSearch.model'),
    baseUrl: readText('semanticSearch.baseUrl'),
    dimensions: read('semanticSearch.dimensions', isPositiveOrNull) ?? undefined,
    resultPath: readText('semanticSearch.resultPath'),
  };
}

/**
 * Writes a choice to the user settings. If the workspace already sets one of the provider settings, writes the whole choice to
 * the workspace settings instead, so that workspace values and user values are never mixed.
 *
 * @throws Error if the settings cannot be written
 */
export async function writeProviderChoice(choice: ProviderChoice): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const values: [key: string, value: unknown][] = [
    ['semanticSearch.model', choice.model],
    ['semanticSearch.baseUrl', choice.baseUrl],
    ['semanticSearch.dimensions', choice.dimensions],
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

/** Network options, read from the same settings that VS Code itself uses. */
export function readNetworkOptions(): NetworkOptions {
  const isOff = readForeign('http.proxySupport', isString) === 'off';
  const proxy = readForeign('http.proxy', isString)?.trim();
  const noProxy = readForeign('http.noProxy', isStrings);
  const certificateFile = readText('semanticSearch.certificateFile');
  return {
    ...(isOff ? { proxy: 'off' } : proxy && { proxy }),
    proxyAuthorization: readForeign('http.proxyAuthorization', isString),
    ...(noProxy?.length && { noProxy }),
    strictTls: readForeign('http.proxyStrictSSL', isBoolean),
    systemCertificates: readForeign('http.systemCertificates', isBoolean),
    certificateFile,
  };
}

/** Which files of a workspace folder are indexed, and how they are read. */
export function readCorpusSettings(folder: vscode.WorkspaceFolder): CorpusSettings {
  const globs = (key: string): string[] =>
    Object.entries(read(key, isRecord, folder))
      .filter(([, value]) => value === true)
      .map(([glob]) => glob);
  return {
    exclude: [...globs('files.exclude'), ...globs('search.exclude'), ...globs('semanticSearch.exclude')],
    include: read('semanticSearch.include', isStrings, folder),
    useIgnoreFiles: read('semanticSearch.useIgnoreFiles', isBoolean, folder),
    maxFileSizeBytes: read('semanticSearch.maxFileSize', isPositive, folder) * 1024,
    includeGenerated: read('semanticSearch.includeGenerated', isStrings, folder),
    includeSecrets: read('semanticSearch.includeSecretFiles', isBoolean, folder),
    associations: readAssociations(folder),
    ...readEncodings(folder),
  };
}

/** `files.associations`. A glob with an absolute path is made relative to the folder, as the engine matches paths. */
function readAssociations(folder: vscode.WorkspaceFolder): Record<string, string> {
  const base = `${folder.uri.path}/`.toLowerCase();
  const associations = readForeign('files.associations', isRecord, folder) ?? {};
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
    encoding: readForeign(key, isString, folder),
    encodingByLanguage: Object.fromEntries(
      languageIds.flatMap((languageId) => {
        const encoding = readForeign(key, isString, { uri: folder.uri, languageId });
        return encoding === undefined ? [] : [[languageId, encoding] as const];
      }),
    ),
  };
}

/** Whether a change of settings may change {@link readCorpusSettings}. */
export function affectsCorpus(event: vscode.ConfigurationChangeEvent): boolean {
  return corpusKeys.some((key) => event.affectsConfiguration(key));
}

/** Whether a change of settings may change {@link readProviderChoice} or {@link readNetworkOptions}. */
export function affectsProvider(event: vscode.ConfigurationChangeEvent): boolean {
  return [...providerKeys, ...networkKeys].some((key) => event.affectsConfiguration(key));
}

/** Whether a change of settings may change {@link readWindowSettings}. */
export function affectsWindow(event: vscode.ConfigurationChangeEvent): boolean {
  return windowKeys.some((key) => event.affectsConfiguration(key));
}

/** Reads a setting, or its default if the value has the wrong type. */
function read<T>(key: string, isValid: (value: unknown) => value is T, scope?: vscode.ConfigurationScope): T {
  const configuration = vscode.workspace.getConfiguration(undefined, scope);
  const value: unknown = configuration.get(key);
  if (isValid(value)) return value;
  const fallback: unknown = configuration.inspect(key)?.defaultValue;
  if (isValid(fallback)) return fallback;
  throw new Error(`The setting ${key} has no default.`);
}

/** Reads a setting of VS Code or another extension; undefined if it is missing or has the wrong type. */
function readForeign<T>(
  key: string,
  isValid: (value: unknown) => value is T,
  scope?: vscode.ConfigurationScope,
): T | undefined {
  const value: unknown = vscode.workspace.getConfiguration(undefined, scope).get(key);
  return isValid(value) ? value : undefined;
}

/** Reads one of our text settings, trimmed; undefined if it is empty. */
function readText(key: string): string | undefined {
  return read(key, isString).trim() || undefined;
}

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isPositive = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0;
const isPositiveOrNull = (value: unknown): value is number | null => value === null || isPositive(value);
const isStrings = (value: unknown): value is readonly string[] => isListOf(value, isString);
