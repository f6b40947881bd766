import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { runCommand } from './commands';
import { showInformation } from './messages';

/** Whether the workspace is trusted. If not, shows the user the consequence and a button to manage trust. */
export async function isTrusted(consequence: string): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = l10n.t('Manage Workspace Trust');
  const answer = await showInformation(consequence, manage);
  if (answer === manage) await runCommand('workbench.trust.manage');
  return false;
}
