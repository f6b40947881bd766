import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { registerCommand } from '../commands';
import { commands } from '../contributions';
import { ReadOnlyDocuments } from '../readOnlyDocuments';
import { isTrusted } from '../workspaceTrust';
import type { ProviderAction, ProviderCommandParts } from './providerActions';
import { reportErrors } from '../reportErrors';

/** Registers the provider commands. They only change settings, keys and consents; listeners react to these changes. */
export function registerProviderCommands(parts: ProviderCommandParts): vscode.Disposable {
  const documents = new ReadOnlyDocuments(
    'semantic-search-preview',
    () =>
      `${l10n.t('This list is out of date. Run "Semantic Search: Review Data Sent to Provider…" for a new one.')}\n`,
  );
  const run = async (action: ProviderAction): Promise<void> => {
    const { runProviderAction } = await import('../onFirstUse');
    await runProviderAction(action, parts, documents);
  };
  const inTrust = async (action: ProviderAction): Promise<void> => {
    if (await isTrusted(restrictedMode())) await run(action);
  };
  const guarded = (act: () => Promise<void>) => () => reportErrors(act, parts.logger);
  return vscode.Disposable.from(
    documents,
    registerCommand(
      commands.chooseProvider,
      guarded(() => inTrust('choose')),
    ),
    registerCommand(
      commands.setApiKey,
      guarded(() => inTrust('setKey')),
    ),
    registerCommand(
      commands.forgetApiKey,
      guarded(() => run('forgetKey')),
    ),
    registerCommand(
      commands.reviewSending,
      guarded(() => inTrust('reviewSending')),
    ),
  );
}

function restrictedMode(): string {
  return l10n.t(
    'In a restricted workspace only the built-in model is used, and nothing is sent. Trust the workspace to choose another provider.',
  );
}
