import * as vscode from 'vscode';
import { relativePath } from '../folderKeys';
import { isIndexNode, type IndexNode, type Target } from './indexNode';

/** Files and directories of a tree command: all selected rows, or the row on which it was called. */
export function targetsOf(node: unknown, selected: unknown): Target[] {
  const nodes: unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [node];
  return nodes.filter(isIndexNode).flatMap((one) => targetOf(one) ?? []);
}

/** The file or directory of a row, a URI, or the active editor; undefined if it is in no workspace folder. */
export function targetNamed(named: unknown): Target | undefined {
  if (isIndexNode(named)) return targetOf(named);
  const uri = named instanceof vscode.Uri ? named : vscode.window.activeTextEditor?.document.uri;
  return uri && targetAt(uri);
}

function targetAt(uri: vscode.Uri): Target | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const path = folder && relativePath(folder, uri);
  return folder && path !== undefined ? { folder, path } : undefined;
}

function targetOf(node: IndexNode): Target | undefined {
  if (node.kind === 'folder') return { folder: node.folder, path: '' };
  return node.kind === 'entry' ? { folder: node.folder, path: node.entry.path } : undefined;
}
