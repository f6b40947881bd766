import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { showInformation } from './messages';

/** Whether the workspace is trusted; where not, a person is told what that means, and can change it. */
export async function isTrusted(consequence: string): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = l10n.t('Manage Workspace Trust');
  const answer = await showInformation(consequence, manage);
  if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}
