import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ReadOnlyDocuments } from '../readOnlyDocuments';

/** Language of VS Code's search editor: it highlights such text and links its lines to their locations. */
const resultLanguage = 'search-result';
const maxTitleLength = 60;

/** Shows results as read-only text in editors, for reading, searching and copying. */
export class ResultDocuments implements vscode.Disposable {
  // After a window reload the results are gone.
  private readonly documents = new ReadOnlyDocuments('semantic-search-results', () =>
    l10n.t('The results are out of date. Search again.'),
  );

  /** Shows a text in a separate editor. Replaces a text of the same title. */
  async show(title: string, text: string): Promise<void> {
    const name = title
      .slice(0, maxTitleLength)
      .replace(/[/\\\s]+/gu, ' ')
      .trim();
    const uri = this.documents.put(name, text);
    const document = await vscode.workspace.openTextDocument(uri);
    const languages = await vscode.languages.getLanguages();
    if (languages.includes(resultLanguage) && document.languageId !== resultLanguage) {
      // Changing the language closes and reopens the document, which drops its text.
      await vscode.languages.setTextDocumentLanguage(document, resultLanguage);
      this.documents.put(name, text);
    }
    await vscode.window.showTextDocument(uri, { preview: false });
  }

  dispose(): void {
    this.documents.dispose();
  }
}
