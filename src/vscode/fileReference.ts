import * as vscode from 'vscode';
import type { FileReference } from '../common/contracts/searchResult';
import { folderKey, relativePath } from './folderKeys';

/** Reference to a file for the engine; undefined if it is in no workspace folder. */
export function fileReference(uri: vscode.Uri): FileReference | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const path = folder && relativePath(folder, uri);
  return path === undefined || path === '' ? undefined : { folder: folderKey(folder!), path };
}
