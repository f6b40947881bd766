import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

const scheme = 'semantic-search-results';
/** Of VS Code's own search editor: it colours such text, and leads from a line to its place. */
const resultLanguage = 'search-result';
const maxTitleLength = 60;

/** Results as text in editors: to be read, searched and copied from, and not to be changed. */
export class ResultDocuments implements vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registered: vscode.Disposable;

  constructor() {
    this.registered = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: this.changed.event,
        // Of a window that was loaded anew the results are gone.
        provideTextDocumentContent: (uri) =>
          this.texts.get(uri.toString()) ?? l10n.t('These results are out of date. Ask again in the view.'),
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.texts.delete(uri.toString());
      }),
    );
  }

  /** Shows a text in an editor of its own; what has the same title already is replaced. */
  async show(title: string, text: string): Promise<void> {
    const name = title
      .slice(0, maxTitleLength)
      .replace(/[/\\\s]+/gu, ' ')
      .trim();
    const uri = vscode.Uri.from({ scheme, path: `/${name}` });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    const languages = await vscode.languages.getLanguages();
    if (languages.includes(resultLanguage) && document.languageId !== resultLanguage) {
      // A change of language closes the document and opens it anew: the text has to stay.
      await vscode.languages.setTextDocumentLanguage(document, resultLanguage);
      this.texts.set(uri.toString(), text);
    }
    await vscode.window.showTextDocument(uri, { preview: false });
  }

  dispose(): void {
    this.registered.dispose();
    this.changed.dispose();
  }
}
