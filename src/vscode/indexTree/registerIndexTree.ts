import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { IndexState } from '../../common/contracts/indexState';
import { registerCommand, runCommand, setContext } from '../commands';
import { commands, views } from '../contributions';
import { folderKey } from '../folderKeys';
import type { IndexingService } from '../services';
import { Throttle } from '../../common/throttle';
import { globOrigins } from './corpusSettings';
import { registerEntryDecorations } from './entryDecorations';
import { excludePaths } from './excludePaths';
import { explainFile } from './explainFile';
import { include, inclusionRow, isUnasked } from './includeEntry';
import { inclusionsOf, type Inclusion } from './inclusion';
import { isIndexNode, type IndexNode } from './indexNode';
import { copyHealthReport, type HealthParts } from './health/copyHealthReport';
import { IndexTree, type IndexTreeParts } from './indexTree';
import { targetNamed, targetsOf } from './target';
import { visibleText } from '../../common/text/visibleText';

/** Dependencies of the tree and its commands. */
export interface IndexTreeViewParts extends IndexTreeParts, HealthParts {
  readonly indexing: IndexingService;
}

/** Limited because each refresh reads every expanded directory. */
const refreshIntervalMs = 1000;

/** Registers the view of indexed files, its commands, and the explanation of a file. */
export function registerIndexTree(parts: IndexTreeViewParts): vscode.Disposable {
  const { indexing } = parts;
  const tree = new IndexTree(parts);
  const view = vscode.window.createTreeView<IndexNode>(views.index, {
    treeDataProvider: tree,
    canSelectMany: true,
    showCollapseAll: true,
  });
  let isOutOfDate = false;
  const refresh = new Throttle(() => {
    isOutOfDate = !view.visible;
    if (view.visible) tree.refresh();
  }, refreshIntervalMs);
  const progress = new ViewProgress();
  progress.follow(indexing.state);
  return vscode.Disposable.from(
    tree,
    view,
    refresh,
    progress,
    registerEntryDecorations(),
    indexing.onDidChangeState((state) => {
      refresh.push(undefined);
      progress.follow(state);
    }),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible && isOutOfDate) refresh.push(undefined);
    }),
    registerFilter(tree),
    registerCommands(tree, parts),
    registerCommand(commands.copyHealthReport, () => copyHealthReport(parts)),
  );
}

function registerFilter(tree: IndexTree): vscode.Disposable {
  const filter = (isFiltered: boolean): void => {
    tree.filter(isFiltered);
    setContext('indexFiltered', isFiltered);
  };
  return vscode.Disposable.from(
    registerCommand(commands.showUnindexed, () => {
      filter(true);
    }),
    registerCommand(commands.showAllEntries, () => {
      filter(false);
    }),
  );
}

function registerCommands(tree: IndexTree, parts: IndexTreeViewParts): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(commands.showIndex, () => runCommand(`${views.index}.focus`)),
    registerCommand(commands.refreshIndexTree, () => {
      tree.refresh();
    }),
    registerCommand(commands.explainFile, (...named) => {
      // A row removed after its menu was opened is passed as undefined; do not explain the active editor's file instead.
      if (named.length === 0 || named[0]) explainFile(targetNamed(named[0]), parts);
    }),
    registerCommand(commands.indexNow, async (node, selected) => {
      for (const [folder, paths] of byFolder(targetsOf(node, selected))) {
        await parts.indexing.each((one) => one.updatePaths(folderKey(folder), paths));
      }
    }),
    registerCommand(commands.excludeFromIndex, async (node, selected) => {
      const targets = targetsOf(node, selected).filter(({ path }) => path !== '');
      for (const [folder, paths] of byFolder(targets)) await excludePaths(folder, paths);
    }),
    registerCommand(commands.includeInIndex, async (node, selected) => {
      const nodes: unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [node];
      for (const one of nodes) {
        if (!isIndexNode(one) || one.kind !== 'entry') continue;
        const inclusions = inclusionsOf(one.entry, globOrigins(one.folder));
        const chosen = await chooseInclusion(one.entry.path, inclusions);
        if (chosen) await include(one.folder, chosen);
      }
    }),
  );
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

/** The progress bar at the top of the view, while files are being indexed. */
class ViewProgress implements vscode.Disposable {
  private end: (() => void) | undefined;

  follow({ kind, next }: IndexState): void {
    const isBuilding = kind === 'building' || next?.kind === 'building';
    if (!isBuilding) {
      this.dispose();
    } else if (!this.end) {
      const ended = new Promise<void>((resolve) => (this.end = resolve));
      void vscode.window.withProgress({ location: { viewId: views.index } }, () => ended);
    }
  }

  dispose(): void {
    this.end?.();
    this.end = undefined;
  }
}
