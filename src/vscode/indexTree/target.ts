import * as vscode from 'vscode';
import { relativePath } from '../folderKeys';
import { isIndexNode, type IndexNode, type Target } from './indexNode';

/** The files and directories that a command of the tree is about: the row it was called on, or all that are selected with it. */
export function targetsOf(node: unknown, selected: unknown): Target[] {
  const nodes: unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [node];
  return nodes.filter(isIndexNode).flatMap((one) => targetOf(one) ?? []);
}

/** The file or directory that a row, a URI, or the editor with the focus names; undefined where it is in no workspace folder. */
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
