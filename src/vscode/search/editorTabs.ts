import * as vscode from 'vscode';

/** URI of the file or notebook in a tab that shows one, else undefined. */
export function uriOf({ input }: vscode.Tab): vscode.Uri | undefined {
  return input instanceof vscode.TabInputText ||
    input instanceof vscode.TabInputNotebook ||
    input instanceof vscode.TabInputCustom
    ? input.uri
    : undefined;
}

/** Whether {@link openAgain} can bring a tab back after it was closed. */
export function canOpenAgain(tab: vscode.Tab): boolean {
  return uriOf(tab) !== undefined || tab.input instanceof vscode.TabInputTextDiff;
}

/**
 * Opens what a tab showed, as it showed it.
 *
 * @param preserveFocus false gives it the keyboard: an editor that had it loses it when it is made to show something else, and
 *   where it was before cannot be known
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
    await vscode.commands.executeCommand('vscode.diff', input.original, input.modified, label, options);
  } else if (input instanceof vscode.TabInputNotebook) {
    await vscode.commands.executeCommand('vscode.openWith', input.uri, input.notebookType, options);
  } else if (input instanceof vscode.TabInputCustom) {
    await vscode.commands.executeCommand('vscode.openWith', input.uri, input.viewType, options);
  }
}
