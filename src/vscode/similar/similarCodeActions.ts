import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../contributions';
import { saysSomething } from './passage';

/**
 * Offers to find code similar to a selection, and its documentation, in the Refactor menu. Only when the user opens the menu:
 * these are not fixes and should not show a light bulb.
 */
export class SimilarCodeActions implements vscode.CodeActionProvider {
  static readonly kind = vscode.CodeActionKind.Refactor.append('semanticSearch');

  /** @param settings read on each use */
  constructor(private readonly settings: () => { readonly codeActions: boolean }) {}

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { triggerKind, only }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const isAsked =
      triggerKind === vscode.CodeActionTriggerKind.Invoke &&
      (!only || only.contains(SimilarCodeActions.kind));
    if (!isAsked || !this.settings().codeActions || !vscode.workspace.workspaceFolders?.length) return [];
    if (document.uri.scheme === 'output' || !isWorthwhile(document, range)) return [];
    return [
      action(l10n.t('Find Similar Code'), commands.findSimilar),
      action(l10n.t('Find Related Documentation'), commands.findDocumentation),
    ];
  }
}

/** Whether the range is at least a whole line or a whole name. */
function isWorthwhile(document: vscode.TextDocument, range: vscode.Range): boolean {
  const text = document.getText(range);
  if (!saysSomething(text)) return false;
  if (!range.isSingleLine) return true;
  return (
    document.lineAt(range.start.line).text.trim() === text.trim() ||
    document.getWordRangeAtPosition(range.start)?.isEqual(range) === true
  );
}

function action(title: string, command: string): vscode.CodeAction {
  const one = new vscode.CodeAction(title, SimilarCodeActions.kind);
  one.command = { title, command };
  return one;
}
