import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Logger } from '../../common/logger';
import { visibleText } from '../../common/text/visibleText';
import { folderKey } from '../folderKeys';
import type { IndexingService } from '../services';
import { globOrigins } from './corpusSettings';
import { excludePaths } from './excludePaths';
import { include, inclusionRow, isUnasked } from './includeEntry';
import { inclusionsOf, type Inclusion } from './inclusion';
import { isIndexNode } from './indexNode';
import { targetsOf } from './target';

/** Indexes the entries of a command now. */
export async function indexEntries(
  indexing: IndexingService,
  node: unknown,
  selected: unknown,
): Promise<void> {
  for (const [folder, paths] of byFolder(targetsOf(node, selected))) {
    await indexing.each((one) => one.updatePaths(folderKey(folder), paths));
  }
}

/** Adds the entries of a command to the setting of excluded files. Workspace folders are left as they are. */
export async function excludeEntries(node: unknown, selected: unknown, logger: Logger): Promise<void> {
  const targets = targetsOf(node, selected).filter(({ path }) => path !== '');
  for (const [folder, paths] of byFolder(targets)) await excludePaths(folder, paths, logger);
}

/** Includes the entries of a command that are left out, one after the other; asks how where that affects other entries. */
export async function includeEntries(node: unknown, selected: unknown): Promise<void> {
  const nodes: unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [node];
  for (const one of nodes) {
    if (!isIndexNode(one) || one.kind !== 'entry') continue;
    const inclusions = inclusionsOf(one.entry, globOrigins(one.folder));
    const chosen = await chooseInclusion(one.entry.path, inclusions);
    if (chosen) await include(one.folder, chosen);
  }
}

/** Asks, with the exact line or glob, if the change affects more than our own setting for this entry. */
async function chooseInclusion(
  path: string,
  inclusions: readonly Inclusion[],
): Promise<Inclusion | undefined> {
  const [first] = inclusions;
  if (!first || isUnasked(first)) return first;
  const rows = inclusions.map((inclusion) => ({ ...inclusionRow(inclusion), inclusion }));
  const title = visibleText(l10n.t('Include {0} in Index', path));
  return (await vscode.window.showQuickPick(rows, { title, placeHolder: l10n.t('How to include this') }))
    ?.inclusion;
}

function byFolder(
  targets: ReturnType<typeof targetsOf>,
): ReadonlyMap<vscode.WorkspaceFolder, readonly string[]> {
  const folders = new Map<vscode.WorkspaceFolder, string[]>();
  for (const { folder, path } of targets) folders.set(folder, [...(folders.get(folder) ?? []), path]);
  return folders;
}
