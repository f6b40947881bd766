import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { escapeGlob, normalizeGlob } from '../../common/text/globText';
import { isListOf, isRecord, isString } from '../../common/typeGuards';
import { relativePath } from '../folderKeys';
import { isTrusted } from '../workspaceTrust';
import type { GlobOrigin, OriginOfGlob } from './reasonText';

const excludeSettings = ['semanticSearch.exclude', 'files.exclude', 'search.exclude'] as const;

/** Returns a function that finds the setting from which an excluding glob of a workspace folder comes. */
export function globOrigins(folder: vscode.WorkspaceFolder): OriginOfGlob {
  const configuration = vscode.workspace.getConfiguration(undefined, folder);
  const origins = new Map<string, GlobOrigin>();
  for (const setting of excludeSettings.toReversed()) {
    for (const [glob, value] of Object.entries(recordOf(configuration.get(setting)))) {
      if (value === true) origins.set(normalizeGlob(glob), setting);
    }
  }
  for (const other of vscode.workspace.workspaceFolders ?? []) {
    const path = other === folder ? undefined : relativePath(folder, other.uri);
    // Escaped as in `folderOptionsOf`.
    if (path) origins.set(escapeGlob(path), 'workspaceFolder');
  }
  return (glob) => origins.get(normalizeGlob(glob)) ?? 'default';
}

/** Excludes paths from the index in the settings of the workspace folder. Resolves to whether the settings could be written. */
export async function addExcludes(
  folder: vscode.WorkspaceFolder,
  paths: readonly string[],
): Promise<boolean> {
  const own = ownValue(folder, 'exclude');
  const globs = Object.fromEntries(paths.map((path) => [escapeGlob(path), true]));
  return write(folder, 'exclude', { ...recordOf(own), ...globs });
}

/** Removes an excluding glob. If it comes from the user settings, overrides it in this folder. */
export async function removeExclude(folder: vscode.WorkspaceFolder, glob: string): Promise<void> {
  const own = recordOf(ownValue(folder, 'exclude'));
  const left = Object.entries(own).filter(([key]) => normalizeGlob(key) !== normalizeGlob(glob));
  await write(folder, 'exclude', left.length > 0 ? Object.fromEntries(left) : undefined);
  const still = recordOf(vscode.workspace.getConfiguration('semanticSearch', folder).get('exclude'));
  const overruled = Object.keys(still).filter(
    (key) => still[key] === true && normalizeGlob(key) === normalizeGlob(glob),
  );
  if (overruled.length === 0) return;
  await write(folder, 'exclude', Object.fromEntries([...left, ...overruled.map((key) => [key, false])]));
}

/**
 * Adds a glob to a setting of included files.
 *
 * @param key `include`, which limits the index to its globs, or `includeGenerated` for files that look generated
 */
export async function addInclude(
  folder: vscode.WorkspaceFolder,
  glob: string,
  key: 'include' | 'includeGenerated' = 'include',
): Promise<void> {
  const all: unknown = vscode.workspace.getConfiguration('semanticSearch', folder).get(key);
  const known = isListOf(all, isString) ? all : [];
  if (!known.includes(glob)) await write(folder, key, [...known, glob]);
}

function ownValue(folder: vscode.WorkspaceFolder, key: string): unknown {
  const found = vscode.workspace.getConfiguration('semanticSearch', folder).inspect<unknown>(key);
  // In a window with one folder, the workspace settings are those of the folder.
  return found?.workspaceFolderValue ?? (isWorkspaceFile() ? undefined : found?.workspaceValue);
}

async function write(folder: vscode.WorkspaceFolder, key: string, value: unknown): Promise<boolean> {
  // VS Code does not return the settings of a restricted workspace, so writing would overwrite them.
  if (!(await isTrusted(restrictedMode()))) return false;
  const configuration = vscode.workspace.getConfiguration('semanticSearch', folder);
  const target = isWorkspaceFile()
    ? vscode.ConfigurationTarget.WorkspaceFolder
    : vscode.ConfigurationTarget.Workspace;
  await configuration.update(key, value, target);
  return true;
}

function restrictedMode(): string {
  return l10n.t('Index settings of a restricted workspace are ignored. Trust the workspace to change them.');
}

function isWorkspaceFile(): boolean {
  return vscode.workspace.workspaceFile !== undefined;
}

function recordOf(value: unknown): Record<string, unknown> {
  // VS Code returns proxies of settings, so copy them before changing.
  return isRecord(value) ? { ...value } : {};
}
