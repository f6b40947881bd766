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

/** Whether a row can be expanded. */
export function opens(node: IndexNode): boolean {
  if (node.kind === 'folder') return true;
  return node.kind === 'entry' && node.entry.type === 'directory' && node.entry.state === 'indexed';
}

/** Id of a row in the tree. It changes with the state only if that changes whether the row can be expanded. */
export function rowId(node: IndexNode): string {
  switch (node.kind) {
    case 'summary':
      return `summary:${node.of}`;
    case 'folder':
      return `folder:${node.folder.uri.toString()}`;
    case 'entry':
      return `${opens(node) ? 'open' : 'leaf'}:${node.folder.uri.toString()}:${node.entry.path}`;
    case 'rest':
    case 'trouble':
      return `${node.kind}:${node.at}`;
  }
}

/** Whether the argument of a command is a row of the tree. */
export function isIndexNode(value: unknown): value is IndexNode {
  return typeof value === 'object' && value !== null && 'kind' in value && !('scheme' in value);
}
