import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ReadOnlyDocuments } from '../readOnlyDocuments';
import { offerDocument, offerFileName, type SendingOffer } from './previewText';

/** Shows what would be sent, as a read-only document. */
export class PreviewDocuments implements vscode.Disposable {
  private readonly documents = new ReadOnlyDocuments(
    'semantic-search-preview',
    () =>
      `${l10n.t('This list is out of date. Run "Semantic Search: Review Data Sent to Provider…" for a new one.')}\n`,
  );

  async show(offer: SendingOffer): Promise<void> {
    const uri = this.documents.put(offerFileName(offer), offerDocument(offer));
    await vscode.window.showTextDocument(uri, { preview: false });
  }

  dispose(): void {
    this.documents.dispose();
  }
}
