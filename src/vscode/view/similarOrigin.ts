import * as vscode from 'vscode';
import type { SimilarParams } from '../../common/contracts/engineContract';
import type { SimilarOrigin } from '../../common/view/viewProtocol';
import { fileReference } from '../fileReference';
import type { ReadableUri } from '../published/publishedDocuments';
import { openableUri } from './openableUri';

/**
 * Parameters for a search for code similar to a location. Reads the text if it is not known yet.
 *
 * @throws Error if the file cannot be read
 */
export async function resolveOrigin(
  place: SimilarOrigin,
  readableUri: ReadableUri,
): Promise<Pick<SimilarParams, 'text' | 'origin'>> {
  const { startLine, endLine } = place;
  const uri = openableUri(place.uri);
  const file = uri && fileReference(uri);
  const isKnown = place.text !== '' || !uri;
  const text = isKnown ? place.text : await readLines(await readableUri(uri), startLine, endLine);
  return { text, origin: file && { ...file, startLine, endLine } };
}

async function readLines(uri: vscode.Uri, startLine: number, endLine: number): Promise<string> {
  const document = await vscode.workspace.openTextDocument(uri);
  return document.getText(new vscode.Range(startLine - 1, 0, endLine, 0));
}
