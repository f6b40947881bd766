import * as vscode from 'vscode';
import { rowId, type IndexNode } from './indexNode';

/** The parent of rows; undefined for the rows without a parent. */
export type Parent = IndexNode | undefined;

/**
 * The rows that VS Code was given, which it keeps until it is notified that they changed. VS Code drops a row that changes, with all
 * rows below it, and requests it again; until then an expanded row is empty, and a command of its menu gets no row. So only what really
 * changed must be named. VS Code knows a row by its object: if the row is read again, the object stays, with other content.
 */
export class GivenRows {
  private readonly lists = new Map<Parent, readonly IndexNode[]>();
  private readonly looks = new WeakMap<IndexNode, string>();

  /** @param draw creates the tree item of a row */
  constructor(private readonly draw: (node: IndexNode) => vscode.TreeItem) {}

  /** The parents of all rows. */
  get parents(): Parent[] {
    return [...this.lists.keys()];
  }

  /** Remembers the rows that VS Code is given below a parent. */
  give(parent: Parent, rows: readonly IndexNode[]): void {
    this.forget(parent);
    this.lists.set(parent, rows);
  }

  /** Creates the tree item of a row, and remembers how it looks. */
  item(node: IndexNode): vscode.TreeItem {
    const item = this.draw(node);
    this.looks.set(node, looksOf(item));
    return item;
  }

  /**
   * Updates the rows below a parent with what was read again.
   *
   * @returns what VS Code must request again: the parent if there are other rows below it now, else the rows that look different
   */
  update(parent: Parent, read: readonly IndexNode[]): Parent[] {
    const rows = this.lists.get(parent) ?? [];
    if (rows.length !== read.length || rows.some((row, i) => rowId(row) !== rowId(read[i]!))) return [parent];
    return rows.filter((row, i) => {
      Object.assign(row, read[i]);
      return looksOf(this.draw(row)) !== this.looks.get(row);
    });
  }

  /** Forgets all rows below a parent, as VS Code does. */
  forget(parent: Parent): void {
    if (!parent) {
      this.lists.clear();
      return;
    }
    const rows = this.lists.get(parent) ?? [];
    this.lists.delete(parent);
    for (const row of rows) this.forget(row);
  }
}

/** Everything of an item that is shown or that decides which commands it has, as a text. */
function looksOf(item: vscode.TreeItem): string {
  const { id, label, description, tooltip, iconPath, contextValue, resourceUri, command } = item;
  return JSON.stringify([
    ...[id, label, description, contextValue, resourceUri?.toString(), command?.command],
    typeof tooltip === 'object' ? tooltip.value : tooltip,
    iconPath instanceof vscode.ThemeIcon && [iconPath.id, iconPath.color?.id],
    item.accessibilityInformation?.label,
  ]);
}
