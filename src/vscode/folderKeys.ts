import type * as vscode from 'vscode';

/** Key of a workspace folder in the engine: its path on this machine's disk, or the URI of a virtual folder. */
export function folderKey(folder: vscode.WorkspaceFolder): string {
  return isVirtual(folder) ? folder.uri.toString() : folder.uri.fsPath;
}

/** Whether a folder is not on the disk of the extension host, so that its files are read through VS Code. */
export function isVirtual(folder: vscode.WorkspaceFolder): boolean {
  return folder.uri.scheme !== 'file';
}

/**
 * Path of a file relative to a workspace folder, with `/` between segments and `''` for the folder itself; undefined if the file
 * is not in the folder.
 */
export function relativePath(folder: vscode.WorkspaceFolder, uri: vscode.Uri): string | undefined {
  if (uri.scheme !== folder.uri.scheme || uri.authority !== folder.uri.authority) return undefined;
  const base = folder.uri.path.replace(/\/+$/, '');
  if (uri.path === base) return '';
  return uri.path.startsWith(`${base}/`) ? uri.path.slice(base.length + 1) : undefined;
}
