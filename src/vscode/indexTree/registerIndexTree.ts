import * as vscode from 'vscode';
import type { IndexState } from '../../common/contracts/indexState';
import { registerCommand, runCommand, setContext } from '../commands';
import { commands, views } from '../contributions';
import type { IndexingService } from '../services';
import { Throttle } from '../../common/throttle';
import { registerEntryDecorations } from './entryDecorations';
import type { IndexNode } from './indexNode';
import type { HealthParts } from './health/copyHealthReport';
import { IndexTree, type IndexTreeParts } from './indexTree';
import { targetNamed } from './target';

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
    if (view.visible) void tree.refresh();
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
    view.onDidCollapseElement(({ element }) => {
      tree.collapse(element);
    }),
    view.onDidExpandElement(({ element }) => {
      tree.expand(element);
    }),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible && isOutOfDate) refresh.push(undefined);
    }),
    registerFilter(tree),
    registerCommands(tree, parts),
    registerCommand(commands.copyHealthReport, async () => {
      const { copyHealthReport } = await import('../onFirstUse');
      return copyHealthReport(parts);
    }),
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
    registerCommand(commands.refreshIndexTree, () => tree.refresh()),
    registerCommand(commands.explainFile, async (...named) => {
      // A row removed after its menu was opened is passed as undefined; do not explain the active editor's file instead.
      if (named.length > 0 && !named[0]) return;
      const target = targetNamed(named[0]);
      const { explainFile } = await import('../onFirstUse');
      explainFile(target, parts);
    }),
    registerCommand(commands.indexNow, async (node, selected) => {
      const { indexEntries } = await import('../onFirstUse');
      await indexEntries(parts.indexing, node, selected);
    }),
    registerCommand(commands.excludeFromIndex, async (node, selected) => {
      const { excludeEntries } = await import('../onFirstUse');
      await excludeEntries(node, selected, parts.logger);
    }),
    registerCommand(commands.includeInIndex, async (node, selected) => {
      const { includeEntries } = await import('../onFirstUse');
      await includeEntries(node, selected);
    }),
  );
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
