import type * as vscode from 'vscode';
import type { InventoryCounts, InventoryEntry } from '../../common/contracts/inventoryContract';

/** A row of the tree. */
export type IndexNode =
  /** State of the whole index; `next` is the index that will replace the current one. */
  | { readonly kind: 'summary'; readonly of: 'answering' | 'next' }
  | {
      readonly kind: 'folder';
      readonly folder: vscode.WorkspaceFolder;
      /** Undefined if the folder cannot be read. */
      readonly below?: InventoryCounts | undefined;
    }
  | EntryNode
  /** Number of entries of a directory that are not listed. */
  | { readonly kind: 'rest'; readonly count: number; readonly at: string }
  /** An error in place of the rows. */
  | { readonly kind: 'trouble'; readonly text: string; readonly at: string };

/** A file or directory. */
export interface EntryNode {
  readonly kind: 'entry';
  readonly folder: vscode.WorkspaceFolder;
  readonly entry: InventoryEntry;
}

/** The file or directory of a command. */
export interface Target {
  readonly folder: vscode.WorkspaceFolder;
  /** Relative to the workspace folder; `''` is the folder itself. */
  readonly path: string;
}

/** Whether the argument of a command is a row of the tree. */
export function isIndexNode(value: unknown): value is IndexNode {
  return typeof value === 'object' && value !== null && 'kind' in value && !('scheme' in value);
}
