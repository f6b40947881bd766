import type * as vscode from 'vscode';
import type { InventoryCounts, InventoryEntry } from '../../common/inventory';

/** A row of the tree. */
export type IndexNode =
  /** How the whole index stands; `next` is that of the model that is to take over. */
  | { readonly kind: 'summary'; readonly of: 'answering' | 'next' }
  | {
      readonly kind: 'folder';
      readonly folder: vscode.WorkspaceFolder;
      /** Undefined where the folder cannot be read. */
      readonly below?: InventoryCounts | undefined;
    }
  | EntryNode
  /** How many entries of a directory are not listed. */
  | { readonly kind: 'rest'; readonly count: number; readonly at: string }
  /** What went wrong where rows were to be listed. */
  | { readonly kind: 'trouble'; readonly text: string; readonly at: string };

/** A file or directory. */
export interface EntryNode {
  readonly kind: 'entry';
  readonly folder: vscode.WorkspaceFolder;
  readonly entry: InventoryEntry;
}

/** A file or directory that a command is about. */
export interface Target {
  readonly folder: vscode.WorkspaceFolder;
  /** Relative to the workspace folder; `''` is the folder itself. */
  readonly path: string;
}

/** Whether a command was given a row of the tree. */
export function isIndexNode(value: unknown): value is IndexNode {
  return typeof value === 'object' && value !== null && 'kind' in value && !('scheme' in value);
}
