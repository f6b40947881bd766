import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { offerDocument, offerFileName, type SendingOffer } from './previewText';

const scheme = 'semantic-search-preview';

/** What stands in an editor that was open when the window was loaded anew. */
function goneText(): string {
  return `${l10n.t('This list is out of date. Run "Semantic Search: Review What Is Sent…" for a new one.')}\n`;
}

/** Shows what would be sent as a document that can be read and searched, and not changed. */
export class PreviewDocuments implements vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registered: vscode.Disposable;

  constructor() {
    this.registered = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: this.changed.event,
        provideTextDocumentContent: (uri) => this.texts.get(uri.toString()) ?? goneText(),
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.texts.delete(uri.toString());
      }),
    );
  }

  async show(offer: SendingOffer): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${offerFileName(offer)}` });
    this.texts.set(uri.toString(), offerDocument(offer));
    // It may be open from an earlier time.
    this.changed.fire(uri);
    await vscode.window.showTextDocument(uri, { preview: false });
  }

  dispose(): void {
    this.registered.dispose();
    this.changed.dispose();
  }
}
