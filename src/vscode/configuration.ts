import * as vscode from 'vscode';
import type { CorpusSettings, NetworkOptions } from '../common/engineContract';
import { isListOf, isRecord, isString } from '../common/typeGuards';
import type { ProviderChoice } from './provider/providerChoice';

/** Settings of the whole window, as they were when read. Their defaults stand in package.json alone. */
export interface WindowSettings {
  readonly indexAutomatically: boolean;
  /** How many results are shown at first. */
  readonly maxResults: number;
  /** Show the focused result in the editor while the quick search is open. */
  readonly preview: boolean;
  /** Offer to find the like of a selection among its refactorings. */
  readonly codeActions: boolean;
}

const windowKeys = [
  'semanticSearch.indexAutomatically',
  'semanticSearch.maxResults',
  'semanticSearch.preview',
  'semanticSearch.codeActions',
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
  };
}

/** Which model makes the vectors. What a restricted workspace says of it does not count: VS Code leaves it out. */
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
 * Makes a choice that of the person, in every workspace that says nothing else. Where this one does, the choice stands in its
 * settings, the whole of it: no other workspace gets a half.
 *
 * @throws Error where the settings cannot be written
 */
export async function writeProviderChoice(choice: ProviderChoice): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const values: [key: string, value: unknown][] = [
    ['semanticSearch.model', choice.model],
    ['semanticSearch.baseUrl', choice.baseUrl],
    ['semanticSearch.dimensions', choice.dimensions],
    ['semanticSearch.resultPath', choice.resultPath],
  ];
  // Those of a remote provider stay, for the day that it is chosen again.
  if (choice.provider === 'builtin') values.length = 0;
  values.push(['semanticSearch.provider', choice.provider]);
  const known = new Map(values.map(([key]) => [key, configuration.inspect(key)]));
  const isOfWorkspace = [...known.values()].some((one) => one?.workspaceValue !== undefined);
  const { Workspace, Global } = vscode.ConfigurationTarget;
  for (const [key, value] of values) {
    const one = known.get(key);
    const set = isOfWorkspace ? one?.workspaceValue : one?.globalValue;
    // A value that is only taken away would let that of the person through.
    const isHidden = isOfWorkspace && value === undefined && one?.globalValue !== undefined;
    const wanted = isHidden ? one.defaultValue : value;
    if (wanted !== set) await configuration.update(key, wanted, isOfWorkspace ? Workspace : Global);
  }
}

/** How the network is reached: as VS Code itself reaches it. */
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

/** Which files of a workspace folder are indexed. */
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

/** A setting; its default where a person wrote something of another type. */
function read<T>(key: string, isValid: (value: unknown) => value is T, scope?: vscode.ConfigurationScope): T {
  const configuration = vscode.workspace.getConfiguration(undefined, scope);
  const value: unknown = configuration.get(key);
  if (isValid(value)) return value;
  const fallback: unknown = configuration.inspect(key)?.defaultValue;
  if (isValid(fallback)) return fallback;
  throw new Error(`The setting ${key} has no default.`);
}

/** A setting of VS Code or another extension; undefined where it is missing or of another type. */
function readForeign<T>(key: string, isValid: (value: unknown) => value is T): T | undefined {
  const value: unknown = vscode.workspace.getConfiguration().get(key);
  return isValid(value) ? value : undefined;
}

/** A text of ours; undefined where it is empty. */
function readText(key: string): string | undefined {
  return read(key, isString).trim() || undefined;
}

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isPositive = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0;
const isPositiveOrNull = (value: unknown): value is number | null => value === null || isPositive(value);
const isStrings = (value: unknown): value is readonly string[] => isListOf(value, isString);
