import * as vscode from 'vscode';
import { visibleText } from '../common/visibleText';

/** Texts that editors show to be read, searched and copied from, and not to be changed. */
export class ReadOnlyDocuments implements vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registered: vscode.Disposable;

  /**
   * @param scheme of their URIs, for these alone
   * @param goneText what stands in an editor that was open when the window was loaded anew
   */
  constructor(
    private readonly scheme: string,
    goneText: () => string,
  ) {
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

  /** Keeps a text until its document is closed; one of the same name, which may be open, gives way. */
  put(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: this.scheme, path: `/${visibleText(name)}` });
    this.texts.set(uri.toString(), visibleText(text, '\n\t'));
    this.changed.fire(uri);
    return uri;
  }

  dispose(): void {
    this.registered.dispose();
    this.changed.dispose();
  }
}
