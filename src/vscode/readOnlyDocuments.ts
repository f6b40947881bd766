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
   * @param goneText text of a document that was closed, or restored after the window was reloaded
   */
  constructor(
    private readonly scheme: string,
    goneText: (uri: vscode.Uri) => string | Promise<string>,
  ) {
    this.disposables.addAll(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: this.changed.event,
        provideTextDocumentContent: async (uri) =>
          this.texts.get(uri.toString()) ?? shownText(await goneText(uri)),
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.texts.delete(uri.toString());
      }),
    );
  }

  /**
   * Keeps a text until its document is closed. Replaces a text of the same name, also in an open editor.
   *
   * @param query part of the URI that is not shown; default none
   */
  put(name: string, text: string, query = ''): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: this.scheme, path: `/${visibleText(name)}`, query });
    this.texts.set(uri.toString(), shownText(text));
    this.changed.fire(uri);
    return uri;
  }

  dispose(): void {
    this.disposables.dispose();
  }
}

function shownText(text: string): string {
  return visibleText(text, '\n\t');
}
