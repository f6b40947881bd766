import * as vscode from 'vscode';
import { openableUri } from './openableUri';

/**
 * Text of a workspace file as an editor would show it; undefined if it no longer exists.
 *
 * @throws Error if it cannot be read
 */
export async function readTextOf(text: string): Promise<string | undefined> {
  const uri = openableUri(text);
  if (!uri) return undefined;
  try {
    // An already loaded document would be returned even if its file is gone.
    await vscode.workspace.fs.stat(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
  return (await vscode.workspace.openTextDocument(uri)).getText();
}
