import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ReadOnlyDocuments } from '../readOnlyDocuments';

/** Of VS Code's own search editor: it colours such text, and leads from a line to its place. */
const resultLanguage = 'search-result';
const maxTitleLength = 60;

/** Results as text in editors: to be read, searched and copied from, and not to be changed. */
export class ResultDocuments implements vscode.Disposable {
  // Of a window that was loaded anew the results are gone.
  private readonly documents = new ReadOnlyDocuments('semantic-search-results', () =>
    l10n.t('The results are out of date. Search again.'),
  );

  /** Shows a text in an editor of its own; what has the same title already is replaced. */
  async show(title: string, text: string): Promise<void> {
    const name = title
      .slice(0, maxTitleLength)
      .replace(/[/\\\s]+/gu, ' ')
      .trim();
    const uri = this.documents.put(name, text);
    const document = await vscode.workspace.openTextDocument(uri);
    const languages = await vscode.languages.getLanguages();
    if (languages.includes(resultLanguage) && document.languageId !== resultLanguage) {
      // A change of language closes the document and opens it anew: the text has to stay.
      await vscode.languages.setTextDocumentLanguage(document, resultLanguage);
      this.documents.put(name, text);
    }
    await vscode.window.showTextDocument(uri, { preview: false });
  }

  dispose(): void {
    this.documents.dispose();
  }
}
