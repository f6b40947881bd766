import * as vscode from 'vscode';
import type { CorpusSettings, ProviderOptions } from '../common/engineContract';
import { isListOf, isRecord, isString } from '../common/typeGuards';

/** Settings of the whole window, as they were when read. Their defaults stand in package.json alone. */
export interface WindowSettings {
  readonly indexAutomatically: boolean;
  /** How many results are shown at first. */
  readonly maxResults: number;
  /** Show the focused result in the editor while the quick search is open. */
  readonly preview: boolean;
}

const windowKeys = [
  'semanticSearch.indexAutomatically',
  'semanticSearch.maxResults',
  'semanticSearch.preview',
] as const;

const providerKeys = ['semanticSearch.modelPath'] as const;

const corpusKeys = [
  'files.exclude',
  'search.exclude',
  'semanticSearch.exclude',
  'semanticSearch.include',
  'semanticSearch.useIgnoreFiles',
  'semanticSearch.maxFileSize',
] as const;

export function readWindowSettings(): WindowSettings {
  return {
    indexAutomatically: read('semanticSearch.indexAutomatically', isBoolean),
    maxResults: Math.min(200, Math.ceil(read('semanticSearch.maxResults', isPositive))),
    preview: read('semanticSearch.preview', isBoolean),
  };
}

/** Which model makes the vectors. What a restricted workspace says of it does not count: VS Code leaves it out. */
export function readProviderOptions(): ProviderOptions {
  const modelPath = read('semanticSearch.modelPath', isString).trim();
  return { provider: 'builtin', model: modelPath === '' ? undefined : modelPath };
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
  };
}

/** Whether a change of settings may change {@link readCorpusSettings}. */
export function affectsCorpus(event: vscode.ConfigurationChangeEvent): boolean {
  return corpusKeys.some((key) => event.affectsConfiguration(key));
}

/** Whether a change of settings may change {@link readProviderOptions}. */
export function affectsProvider(event: vscode.ConfigurationChangeEvent): boolean {
  return providerKeys.some((key) => event.affectsConfiguration(key));
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

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isPositive = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0;
const isStrings = (value: unknown): value is readonly string[] => isListOf(value, isString);
