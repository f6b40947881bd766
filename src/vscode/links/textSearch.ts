import * as vscode from 'vscode';
import { commands } from '../contributions';
import { textSearchOf } from './textSearchQuery';

/** Hands what was asked last over to VS Code's own text search, with the files that it was limited to. */
export function registerTextSearch(asked: { readonly text: string }): vscode.Disposable {
  return vscode.commands.registerCommand(commands.findInFiles, () =>
    vscode.commands.executeCommand('workbench.action.findInFiles', textSearchOf(asked.text)),
  );
}
