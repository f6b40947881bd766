import * as vscode from 'vscode';
import { runCommand } from '../commands';
import { views } from '../contributions';
import { DisposableStore } from '../disposables';

/**
 * Returns the focus to the results when a menu opened from them is closed. VS Code would focus the editor, since it does not know
 * which element of a webview had the focus. Does nothing if the user has used an editor meanwhile.
 */
export class KeyboardReturn implements vscode.Disposable {
  private isOwed = false;
  private readonly disposables = new DisposableStore();

  constructor() {
    const forget = (): void => {
      this.isOwed = false;
    };
    this.disposables.addAll(
      vscode.window.onDidChangeActiveTextEditor(forget),
      vscode.window.onDidChangeTextEditorSelection(forget),
    );
  }

  /**
   * Notes that the focus has left the results.
   *
   * @param forMenu whether it moved to a menu of the window
   */
  noteLeft(forMenu: boolean): void {
    this.isOwed = forMenu;
  }

  /** Call when a menu was closed without a choice. */
  async giveBack(): Promise<void> {
    if (!this.isOwed) return;
    this.isOwed = false;
    await runCommand(`${views.results}.focus`);
  }

  dispose(): void {
    this.disposables.dispose();
  }
}
