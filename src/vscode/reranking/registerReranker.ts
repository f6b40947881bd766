import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { registerCommand } from '../commands';
import { commands } from '../contributions';
import { reportErrors } from '../reportErrors';
import { isTrusted } from '../workspaceTrust';
import type { RerankerCommandParts } from './changeReranker';

/** Registers *Choose Reranker…*. */
export function registerReranker(parts: RerankerCommandParts): vscode.Disposable {
  return registerCommand(commands.chooseReranker, () =>
    reportErrors(async () => {
      const consequence = l10n.t(
        'In a restricted workspace no reranker is used, and nothing is sent. Trust the workspace first.',
      );
      if (!(await isTrusted(consequence))) return;
      const { changeReranker } = await import('../onFirstUse');
      await changeReranker(parts);
    }, parts.logger),
  );
}
