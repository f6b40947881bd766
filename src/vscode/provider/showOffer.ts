import * as vscode from 'vscode';
import type { ReadOnlyDocuments } from '../readOnlyDocuments';
import { offerDocument, offerFileName, type SendingOffer } from './previewText';

/** Shows what would be sent, as a read-only document. */
export async function showOffer(documents: ReadOnlyDocuments, offer: SendingOffer): Promise<void> {
  const uri = documents.put(offerFileName(offer), offerDocument(offer));
  await vscode.window.showTextDocument(uri, { preview: false });
}
