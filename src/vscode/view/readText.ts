import * as vscode from 'vscode';
import { isNotFound, type ReadableUri } from '../published/publishedDocuments';
import { openableUri } from './openableUri';

/**
 * Text of a workspace file as an editor would show it; undefined if it no longer exists.
 *
 * @throws Error if it cannot be read
 */
export async function readTextOf(text: string, readableUri: ReadableUri): Promise<string | undefined> {
  const uri = openableUri(text);
  if (!uri) return undefined;
  try {
    return (await vscode.workspace.openTextDocument(await readableUri(uri))).getText();
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
