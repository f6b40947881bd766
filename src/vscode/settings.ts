import * as vscode from 'vscode';
import { isListOf, isRecord, isString } from '../common/typeGuards';

type Guard<T> = (value: unknown) => value is T;

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isPositive = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0;
const isPositiveOrNull = (value: unknown): value is number | null => value === null || isPositive(value);
const isStrings = (value: unknown): value is readonly string[] => isListOf(value, isString);

/** Our settings, each with the check of its value. A test compares them with package.json, which holds their defaults. */
export const settings = {
  'semanticSearch.maxResults': isPositive,
  'semanticSearch.preview': isBoolean,
  'semanticSearch.codeActions': isBoolean,
  'semanticSearch.mcpServer': isBoolean,
  'semanticSearch.indexAutomatically': isBoolean,
  'semanticSearch.include': isStrings,
  'semanticSearch.exclude': isRecord,
  'semanticSearch.includeGenerated': isStrings,
  'semanticSearch.useIgnoreFiles': isBoolean,
  'semanticSearch.maxFileSize': isPositive,
  'semanticSearch.includeSecretFiles': isBoolean,
  'semanticSearch.indexingThreads': isPositiveOrNull,
  'semanticSearch.provider': isString,
  'semanticSearch.model': isString,
  'semanticSearch.baseUrl': isString,
  'semanticSearch.dimensions': isPositiveOrNull,
  'semanticSearch.queryModel': isString,
  'semanticSearch.outputType': isString,
  'semanticSearch.resultPath': isString,
  'semanticSearch.certificateFile': isString,
  'semanticSearch.sharedResults': isString,
  'semanticSearch.sharedResultsKey': isString,
  'semanticSearch.postgres': isString,
  'semanticSearch.modelPath': isString,
  'semanticSearch.requestParameters': isRecord,
  'semanticSearch.reranker': isString,
  'semanticSearch.rerankerModel': isString,
  'semanticSearch.rerankerBaseUrl': isString,
  'semanticSearch.rerankerParameters': isRecord,
} as const satisfies Readonly<Record<string, Guard<unknown>>>;

/** Settings of VS Code that are followed, each with the check of its value. */
const editorSettings = {
  'files.exclude': isRecord,
  'files.associations': isRecord,
  'files.encoding': isString,
  'search.exclude': isRecord,
  'http.proxy': isString,
  'http.proxyAuthorization': isString,
  'http.proxyStrictSSL': isBoolean,
  'http.proxySupport': isString,
  'http.noProxy': isStrings,
  'http.systemCertificates': isBoolean,
} as const satisfies Readonly<Record<string, Guard<unknown>>>;

const checks = { ...settings, ...editorSettings };
type Checks = typeof checks;

/** Id of a setting that is followed. */
export type SettingId = keyof Checks;

/** Type of a setting's value. */
export type SettingValue<Id extends SettingId> = Checks[Id] extends Guard<infer T> ? T : never;

/** Ids of the text settings. */
export type TextSettingId = {
  readonly [Id in SettingId]: SettingValue<Id> extends string ? Id : never;
}[SettingId];

/** The value of a setting; undefined if it is missing or has the wrong type. */
export function findSetting<Id extends SettingId>(
  id: Id,
  scope?: vscode.ConfigurationScope,
): SettingValue<Id> | undefined {
  const value: unknown = vscode.workspace.getConfiguration(undefined, scope).get(id);
  return isValueOf(id, value) ? value : undefined;
}

/**
 * The value of a setting, or its default if the value has the wrong type.
 *
 * @throws Error if it has no default; all settings of this extension and of the search of VS Code have one
 */
export function readSetting<Id extends SettingId>(
  id: Id,
  scope?: vscode.ConfigurationScope,
): SettingValue<Id> {
  const value = findSetting(id, scope);
  if (value !== undefined) return value;
  const fallback: unknown = vscode.workspace.getConfiguration(undefined, scope).inspect(id)?.defaultValue;
  if (isValueOf(id, fallback)) return fallback;
  throw new Error(`The setting ${id} has no default.`);
}

/** A text setting, trimmed; undefined if it is empty. */
export function readText(id: TextSettingId): string | undefined {
  return readSetting(id).trim() || undefined;
}

function isValueOf<Id extends SettingId>(id: Id, value: unknown): value is SettingValue<Id> {
  return checks[id](value);
}
