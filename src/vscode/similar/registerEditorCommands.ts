import * as vscode from 'vscode';
import { registerCommand } from '../commands';
import { commands } from '../contributions';
import { SimilarCodeActions } from './similarCodeActions';

/** Dependencies of the editor commands. */
export interface EditorCommandsParts {
  /** Read on each use. */
  readonly settings: () => { readonly codeActions: boolean };
}

/** Registers the searches from an editor: similar code, related documentation, and the selected text. */
export function registerEditorCommands(parts: EditorCommandsParts): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(commands.findSimilar, async () => (await import('../onFirstUse')).findSimilar()),
    registerCommand(commands.findDocumentation, async () =>
      (await import('../onFirstUse')).findDocumentation(),
    ),
    registerCommand(commands.searchSelection, async () => (await import('../onFirstUse')).searchSelection()),
    vscode.languages.registerCodeActionsProvider('*', new SimilarCodeActions(parts.settings), {
      providedCodeActionKinds: [SimilarCodeActions.kind],
    }),
  );
}
