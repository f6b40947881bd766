import * as vscode from 'vscode';
import { commands } from '../contributions';
import { textSearchOf } from './textSearchQuery';

/** Registers the command that opens VS Code's text search with the last query and its file filters. */
export function registerTextSearch({
  asked,
}: {
  readonly asked: { readonly text: string };
}): vscode.Disposable {
  return vscode.commands.registerCommand(commands.findInFiles, () =>
    vscode.commands.executeCommand('workbench.action.findInFiles', textSearchOf(asked.text)),
  );
}
