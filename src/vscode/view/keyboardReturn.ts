import * as vscode from 'vscode';
import { runCommand } from '../commands';
import { views } from '../contributions';
import { DisposableStore } from '../disposables';

/**
 * Returns the focus to the results when a menu opened from them is closed. VS Code would focus the editor, since it does not know
 * which element of a webview had the focus. Does nothing if the user has used an editor meanwhile.
 */
export class KeyboardReturn implements vscode.Disposable {
  private isPending = false;
  private readonly disposables = new DisposableStore();

  constructor() {
    const forget = (): void => {
      this.isPending = false;
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
    this.isPending = forMenu;
  }

  /** Call when a menu was closed without a choice. */
  async returnFocus(): Promise<void> {
    if (!this.isPending) return;
    this.isPending = false;
    await runCommand(`${views.results}.focus`);
  }

  dispose(): void {
    this.disposables.dispose();
  }
}
