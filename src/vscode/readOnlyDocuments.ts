import * as vscode from 'vscode';
import { visibleText } from '../common/text/visibleText';
import { DisposableStore } from './disposables';

/** Read-only texts shown in editors, for reading, searching and copying. */
export class ReadOnlyDocuments implements vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly disposables = new DisposableStore();
  private readonly changed = this.disposables.add(new vscode.EventEmitter<vscode.Uri>());

  /**
   * @param scheme URI scheme used for these documents only
   * @param goneText text shown in an editor that was restored after the window was reloaded
   */
  constructor(
    private readonly scheme: string,
    goneText: () => string,
  ) {
    this.disposables.addAll(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: this.changed.event,
        provideTextDocumentContent: (uri) => this.texts.get(uri.toString()) ?? goneText(),
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.texts.delete(uri.toString());
      }),
    );
  }

  /** Keeps a text until its document is closed. Replaces a text of the same name, also in an open editor. */
  put(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: this.scheme, path: `/${visibleText(name)}` });
    this.texts.set(uri.toString(), visibleText(text, '\n\t'));
    this.changed.fire(uri);
    return uri;
  }

  dispose(): void {
    this.disposables.dispose();
  }
}
