import * as vscode from 'vscode';
import { runCommand } from '../commands';

/** URI of the file or notebook in a tab; undefined for other tabs. */
export function uriOf({ input }: vscode.Tab): vscode.Uri | undefined {
  return input instanceof vscode.TabInputText ||
    input instanceof vscode.TabInputNotebook ||
    input instanceof vscode.TabInputCustom
    ? input.uri
    : undefined;
}

/** Whether {@link openAgain} can reopen the tab after it was closed. */
export function canOpenAgain(tab: vscode.Tab): boolean {
  return uriOf(tab) !== undefined || tab.input instanceof vscode.TabInputTextDiff;
}

/**
 * Reopens a tab as it was.
 *
 * @param preserveFocus false gives it the keyboard focus: a focused editor loses the focus when its content is replaced, and
 *   the earlier owner of the focus is unknown
 */
export async function openAgain(
  { input, label, isPreview, group }: vscode.Tab,
  preserveFocus: boolean,
): Promise<void> {
  const options: vscode.TextDocumentShowOptions = {
    viewColumn: group.viewColumn,
    preview: isPreview,
    preserveFocus,
  };
  if (input instanceof vscode.TabInputText) {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(input.uri), options);
  } else if (input instanceof vscode.TabInputTextDiff) {
    await runCommand('vscode.diff', input.original, input.modified, label, options);
  } else if (input instanceof vscode.TabInputNotebook) {
    await runCommand('vscode.openWith', input.uri, input.notebookType, options);
  } else if (input instanceof vscode.TabInputCustom) {
    await runCommand('vscode.openWith', input.uri, input.viewType, options);
  }
}
