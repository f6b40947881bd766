import type * as vscode from 'vscode';
import { registerCommand, runCommand } from '../commands';
import { commands } from '../contributions';
import { textSearchOf } from './textSearchQuery';

/** Registers the command that opens VS Code's text search with the last query and its file filters. */
export function registerTextSearch({
  asked,
}: {
  readonly asked: { readonly text: string };
}): vscode.Disposable {
  return registerCommand(commands.findInFiles, () =>
    runCommand('workbench.action.findInFiles', textSearchOf(asked.text)),
  );
}
