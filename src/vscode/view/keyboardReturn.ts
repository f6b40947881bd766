import * as vscode from 'vscode';
import { views } from '../contributions';

/**
 * Gives the keyboard back to the results when a menu is closed that was opened out of them: VS Code gives it to the editor, since
 * it does not know what had it in a page. Nothing is given back once a person was in an editor meanwhile.
 */
export class KeyboardReturn implements vscode.Disposable {
  private isOwed = false;
  private readonly subscriptions: vscode.Disposable;

  constructor() {
    const forget = (): void => {
      this.isOwed = false;
    };
    this.subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(forget),
      vscode.window.onDidChangeTextEditorSelection(forget),
    );
  }

  /**
   * Notes that the keyboard left the results.
   *
   * @param forMenu whether for a menu of the window
   */
  noteLeft(forMenu: boolean): void {
    this.isOwed = forMenu;
  }

  /** To be called when a menu was closed with nothing chosen. */
  async giveBack(): Promise<void> {
    if (!this.isOwed) return;
    this.isOwed = false;
    await vscode.commands.executeCommand(`${views.results}.focus`);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}
