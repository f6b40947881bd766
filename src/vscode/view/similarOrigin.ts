import * as vscode from 'vscode';
import type { SimilarParams } from '../../common/contracts/engineContract';
import type { SimilarOrigin } from '../../common/view/viewProtocol';
import { openableUri } from './openableUri';
import { fileReference } from './windowFiles';

/**
 * Parameters for a search for code similar to a location. Reads the text if it is not known yet.
 *
 * @throws Error if the file cannot be read
 */
export async function resolveOrigin(place: SimilarOrigin): Promise<Pick<SimilarParams, 'text' | 'origin'>> {
  const { startLine, endLine } = place;
  const uri = openableUri(place.uri);
  const file = uri && fileReference(uri);
  const text = place.text !== '' || !uri ? place.text : await readLines(uri, startLine, endLine);
  return { text, origin: file && { ...file, startLine, endLine } };
}

async function readLines(uri: vscode.Uri, startLine: number, endLine: number): Promise<string> {
  const document = await vscode.workspace.openTextDocument(uri);
  return document.getText(new vscode.Range(startLine - 1, 0, endLine, 0));
}
