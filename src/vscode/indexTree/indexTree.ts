import * as vscode from 'vscode';
import type { ProviderSummary } from '../../common/contracts/providerInfo';
import { CancelledError, messageOf } from '../../common/errors/errors';
import type { Logger } from '../../common/logger';
import { publishedOf } from '../../common/contracts/indexState';
import { folderKey } from '../folderKeys';
import type { EngineCaller, IndexingService } from '../services';
import { globOrigins } from './corpusSettings';
import { isUnindexed } from './entryText';
import type { EntryNode, IndexNode } from './indexNode';
import { treeItemOf } from './indexTreeItem';
import { InventoryReader } from './inventoryReader';
import type { OriginOfGlob } from './reasonText';
import { readIndexUse, type IndexUse } from './indexUse';

/** Dependencies of the tree. */
export interface IndexTreeParts {
  readonly indexing: Pick<IndexingService, 'state'>;
  readonly engine: EngineCaller;
  /** The model that answers; undefined if it is not known yet. */
  readonly provider: () => ProviderSummary | undefined;
  readonly logger: Logger;
}

/** Tree of folders and files with their state in the index. A directory is read when it is expanded. */
export class IndexTree implements vscode.TreeDataProvider<IndexNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  private origins = new Map<vscode.WorkspaceFolder, OriginOfGlob>();
  private use: IndexUse | undefined;
  private isFiltered = false;
  private readonly inventories: InventoryReader;
  private refreshing: Promise<void> | undefined;
  private isOutOfDate = false;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly parts: IndexTreeParts) {
    this.inventories = new InventoryReader((folder, directory) =>
      parts.engine.call('inventory', {
        folder: folderKey(folder),
        directory,
        unindexed: this.isFiltered,
      }),
    );
  }

  /**
   * Reads all visible entries again and keeps the expansion state. Everything is read before VS Code is notified, because VS Code
   * drops the rows until they are listed again, and an open context menu would lose its row.
   */
  refresh(): void {
    this.isOutOfDate = true;
    this.refreshing ??= this.refreshAll().finally(() => {
      this.refreshing = undefined;
    });
  }

  /** @param isFiltered whether to leave out indexed files, and directories in which everything is indexed */
  filter(isFiltered: boolean): void {
    this.isFiltered = isFiltered;
    this.refresh();
  }

  getTreeItem(node: IndexNode): vscode.TreeItem {
    const { indexing, provider } = this.parts;
    return treeItemOf(node, {
      state: indexing.state,
      provider: provider(),
      use: this.use,
      originOf: (folder) => this.originOf(folder),
    });
  }

  async getChildren(node?: IndexNode): Promise<IndexNode[]> {
    if (!node) return this.roots();
    if (node.kind === 'folder') return this.list(node.folder, '');
    return node.kind === 'entry' ? this.list(node.folder, node.entry.path) : [];
  }

  private async refreshAll(): Promise<void> {
    while (this.isOutOfDate) {
      this.isOutOfDate = false;
      await Promise.all([
        this.inventories.readAgain(),
        this.readUse(vscode.workspace.workspaceFolders ?? []),
      ]);
      this.origins = new Map();
      this.changed.fire(undefined);
    }
  }

  /** Finds the origin of an excluding glob of a folder; reads the settings once per refresh. */
  private originOf(folder: vscode.WorkspaceFolder): OriginOfGlob {
    let origin = this.origins.get(folder);
    if (!origin) {
      origin = globOrigins(folder);
      this.origins.set(folder, origin);
    }
    return origin;
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** A single folder gets no row, as in the Explorer. */
  private async roots(): Promise<IndexNode[]> {
    const all = vscode.workspace.workspaceFolders ?? [];
    if (all.length === 0) return [];
    const { state } = this.parts.indexing;
    const { next } = state;
    const summaries: IndexNode[] = [
      ...(next ? [{ kind: 'summary', of: 'next' } as const] : []),
      { kind: 'summary', of: 'answering' },
    ];
    // The files of the others are in the database, and none is indexed here.
    const folders = all.filter((folder) => !publishedOf(state, folderKey(folder)));
    const [first] = folders;
    if (!first) return summaries;
    const [below] = await Promise.all([
      all.length === 1 ? this.list(first, '') : Promise.all(folders.map((folder) => this.folderNode(folder))),
      this.use ?? this.readUse(folders),
    ]);
    return [...summaries, ...below];
  }

  private async folderNode(folder: vscode.WorkspaceFolder): Promise<IndexNode> {
    try {
      const { below } = await this.inventories.peek(folder, '');
      return { kind: 'folder', folder, below };
    } catch {
      // The error is shown below the row.
      return { kind: 'folder', folder };
    }
  }

  private async list(folder: vscode.WorkspaceFolder, directory: string): Promise<IndexNode[]> {
    try {
      const { entries, notListed } = await this.inventories.take(folder, directory);
      const { state } = this.parts.indexing;
      const shown = this.isFiltered ? entries.filter((entry) => isUnindexed(entry, state)) : entries;
      const rows = shown.map((entry): EntryNode => ({ kind: 'entry', folder, entry }));
      if (notListed === undefined) return rows;
      return [...rows, { kind: 'rest', count: notListed, at: `${folder.uri.toString()}:${directory}` }];
    } catch (error) {
      if (error instanceof CancelledError) return [];
      this.parts.logger.debug(`The tree of the index: ${messageOf(error)}`);
      return [{ kind: 'trouble', text: messageOf(error), at: `${folder.uri.toString()}:${directory}` }];
    }
  }

  private async readUse(folders: readonly vscode.WorkspaceFolder[]): Promise<void> {
    this.use = await readIndexUse(folders, this.parts.engine);
  }
}
