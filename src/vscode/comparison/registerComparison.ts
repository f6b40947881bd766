import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { registerCommand } from '../commands';
import { commands } from '../contributions';
import { reportErrors } from '../reportErrors';
import { isTrusted } from '../workspaceTrust';
import type { ComparisonParts } from './compareModels';

/** Registers the command that compares models on the workspace. */
export function registerComparison(parts: ComparisonParts): vscode.Disposable {
  return registerCommand(commands.compareModels, () =>
    reportErrors(async () => {
      const consequence = l10n.t('In a restricted workspace, models are not compared: nothing is sent.');
      if (!(await isTrusted(consequence))) return;
      const { compareModels } = await import('../onFirstUse');
      await compareModels(parts);
    }, parts.logger),
  );
}
