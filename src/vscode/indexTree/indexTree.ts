import * as vscode from 'vscode';
import type { ProviderSummary } from '../../common/contracts/providerInfo';
import { CancelledError, messageOf } from '../../common/errors/errors';
import type { Logger } from '../../common/logger';
import { publishedOf } from '../../common/contracts/indexState';
import { folderKey } from '../folderKeys';
import type { EngineCaller, IndexingService } from '../services';
import { globOrigins } from './corpusSettings';
import { isUnindexed } from './entryText';
import { GivenRows, type Parent } from './givenRows';
import type { EntryNode, IndexNode } from './indexNode';
import { treeItemOf } from './indexTreeItem';
import { InventoryReader, type Directory } from './inventoryReader';
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
  private readonly changed = new vscode.EventEmitter<IndexNode[] | undefined>();
  private origins = new Map<vscode.WorkspaceFolder, OriginOfGlob>();
  private use: IndexUse | undefined;
  private isFiltered = false;
  private readonly inventories: InventoryReader;
  private readonly rows: GivenRows;
  /** Rows that VS Code has requested and not been given yet. */
  private readonly requested = new Set<Promise<unknown>>();
  /** Rows whose children VS Code keeps and does not show. */
  private readonly collapsed = new WeakSet<IndexNode>();
  private refreshing: Promise<void> | undefined;
  private isOutOfDate = false;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly parts: IndexTreeParts) {
    this.inventories = new InventoryReader(({ folder, path }) =>
      parts.engine.call('inventory', {
        folder: folderKey(folder),
        directory: path,
        unindexed: this.isFiltered,
      }),
    );
    this.rows = new GivenRows((node) => this.draw(node));
  }

  /** Reads all visible entries again. Resolves when VS Code has been notified of the rows that changed. */
  refresh(): Promise<void> {
    this.isOutOfDate = true;
    return (this.refreshing ??= this.refreshAll());
  }

  /** @param isFiltered whether to leave out indexed files, and directories in which everything is indexed */
  filter(isFiltered: boolean): void {
    this.isFiltered = isFiltered;
    void this.refresh();
  }

  /** Stops reading what is below a row, because it was collapsed. */
  collapse(node: IndexNode): void {
    this.collapsed.add(node);
  }

  /** Reads what is below a row again, if the row was collapsed before. */
  expand(node: IndexNode): void {
    if (this.collapsed.delete(node)) void this.refresh();
  }

  getTreeItem(node: IndexNode): vscode.TreeItem {
    return this.rows.item(node);
  }

  async getChildren(node?: IndexNode): Promise<IndexNode[]> {
    const reading = this.below(node);
    this.requested.add(reading);
    try {
      const rows = await reading;
      this.rows.give(node, rows);
      // They may be older than what is being read now.
      if (this.refreshing) this.isOutOfDate = true;
      return rows;
    } finally {
      this.requested.delete(reading);
    }
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async refreshAll(): Promise<void> {
    try {
      while (this.isOutOfDate) await this.refreshOnce();
    } finally {
      // At once, so that a refresh that is asked for now is not lost.
      this.refreshing = undefined;
    }
  }

  private async refreshOnce(): Promise<void> {
    this.isOutOfDate = false;
    await Promise.allSettled(this.requested);
    const parents = this.rows.parents.filter((parent) => !parent || !this.collapsed.has(parent));
    await Promise.all([
      this.inventories.readAgain(parents.flatMap((parent) => this.directoriesFor(parent))),
      this.readUse(vscode.workspace.workspaceFolders ?? []),
    ]);
    this.origins = new Map();
    const read = await Promise.all(
      parents.map(async (parent) => [parent, await this.below(parent)] as const),
    );
    // VS Code loses or repeats rows that are named as changed while it waits for them.
    if (this.requested.size > 0) this.isOutOfDate = true;
    else this.notify(read.flatMap(([parent, rows]) => this.rows.update(parent, rows)));
  }

  private notify(changed: readonly Parent[]): void {
    if (changed.length === 0) return;
    const isAll = changed.includes(undefined);
    for (const parent of isAll ? [undefined] : changed) this.rows.forget(parent);
    this.changed.fire(isAll ? undefined : changed.filter((node) => node !== undefined));
  }

  private draw(node: IndexNode): vscode.TreeItem {
    const { indexing, provider } = this.parts;
    return treeItemOf(node, {
      state: indexing.state,
      provider: provider(),
      use: this.use,
      originOf: (folder) => this.originOf(folder),
    });
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

  /** The rows below a row, or all rows without a parent. */
  private async below(node: Parent): Promise<IndexNode[]> {
    if (!node) return this.roots();
    const [directory] = this.directoriesFor(node);
    return directory ? this.list(directory) : [];
  }

  /** A single folder gets no row, as in the Explorer. */
  private async roots(): Promise<IndexNode[]> {
    const all = vscode.workspace.workspaceFolders ?? [];
    if (all.length === 0) return [];
    const { next } = this.parts.indexing.state;
    const summaries: IndexNode[] = [
      ...(next ? [{ kind: 'summary', of: 'next' } as const] : []),
      { kind: 'summary', of: 'answering' },
    ];
    const folders = this.indexedHere();
    const [first] = folders;
    if (!first) return summaries;
    const [below] = await Promise.all([
      all.length === 1
        ? this.list({ folder: first, path: '' })
        : Promise.all(folders.map((folder) => this.folderNode(folder))),
      this.use ?? this.readUse(folders),
    ]);
    return [...summaries, ...below];
  }

  private async folderNode(folder: vscode.WorkspaceFolder): Promise<IndexNode> {
    try {
      const { below } = await this.inventories.read({ folder, path: '' });
      return { kind: 'folder', folder, below };
    } catch {
      // The error is shown below the row.
      return { kind: 'folder', folder, below: undefined };
    }
  }

  private async list(directory: Directory): Promise<IndexNode[]> {
    const { folder, path } = directory;
    try {
      const { entries, notListed } = await this.inventories.read(directory);
      const { state } = this.parts.indexing;
      const shown = this.isFiltered ? entries.filter((entry) => isUnindexed(entry, state)) : entries;
      const rows = shown.map((entry): EntryNode => ({ kind: 'entry', folder, entry }));
      if (notListed === undefined) return rows;
      return [...rows, { kind: 'rest', count: notListed, at: `${folder.uri.toString()}:${path}` }];
    } catch (error) {
      if (error instanceof CancelledError) return [];
      this.parts.logger.debug(`The tree of the index: ${messageOf(error)}`);
      return [{ kind: 'trouble', text: messageOf(error), at: `${folder.uri.toString()}:${path}` }];
    }
  }

  private async readUse(folders: readonly vscode.WorkspaceFolder[]): Promise<void> {
    this.use = await readIndexUse(folders, this.parts.engine);
  }

  /** The directories whose entries are the rows below a row, or are counted in them. */
  private directoriesFor(node: Parent): Directory[] {
    if (!node) return this.indexedHere().map((folder) => ({ folder, path: '' }));
    if (node.kind === 'folder') return [{ folder: node.folder, path: '' }];
    return node.kind === 'entry' ? [{ folder: node.folder, path: node.entry.path }] : [];
  }

  /** The workspace folders without those whose published index is searched: their files are in the database. */
  private indexedHere(): vscode.WorkspaceFolder[] {
    const { state } = this.parts.indexing;
    return (vscode.workspace.workspaceFolders ?? []).filter(
      (folder) => !publishedOf(state, folderKey(folder)),
    );
  }
}
