import * as vscode from 'vscode';
import { openableUri } from './openableUri';

/**
 * Text of a file of the workspace as an editor would show it; undefined where it is not there any more.
 *
 * @throws Error where it cannot be read
 */
export async function readTextOf(text: string): Promise<string | undefined> {
  const uri = openableUri(text);
  if (!uri) return undefined;
  try {
    // A document that was read before would be there although its file is gone.
    await vscode.workspace.fs.stat(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
  return (await vscode.workspace.openTextDocument(uri)).getText();
}
