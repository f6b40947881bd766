import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { CancelledError, errorDataOf } from '../../common/errors/errors';
import type { Logger } from '../../common/logger';
import { registerCommand } from '../commands';
import {
  readNetworkOptions,
  readRerankerChoice,
  readRerankerParameters,
  writeRerankerChoice,
} from '../configuration';
import { commands } from '../contributions';
import { showError, showInformation } from '../messages';
import type { ApiKeys } from '../provider/apiKeys';
import type { Consents } from '../provider/consents';
import { isThisMachine } from '../provider/providerChoice';
import { Stage } from '../provider/steps/stage';
import type { EngineCaller } from '../services';
import { isTrusted } from '../workspaceTrust';
import { chooseReranker, type ConfirmedReranker } from './chooseReranker';

/** Dependencies of the command for the reranker. */
export interface RerankerCommandParts {
  readonly engine: EngineCaller;
  readonly keys: ApiKeys;
  readonly rerankConsents: Consents;
  /** Directory on this machine for data that all workspaces share. */
  readonly cacheDirectory: string;
  readonly logger: Logger;
}

/** Registers *Choose Reranker…*. */
export function registerReranker(parts: RerankerCommandParts): vscode.Disposable {
  return registerCommand(commands.chooseReranker, async () => {
    const consequence = l10n.t(
      'In a restricted workspace no reranker is used, and nothing is sent. Trust the workspace first.',
    );
    if (!(await isTrusted(consequence))) return;
    const stage = new Stage();
    try {
      const { engine, keys, cacheDirectory } = parts;
      const chosen = await chooseReranker({
        stage,
        keys,
        rerankers: () => engine.call('rerankers', null),
        test: (options, signal) => {
          const reranker = { ...options, parameters: readRerankerParameters(options.provider) };
          return engine.call('testReranker', { reranker, cacheDirectory }, { signal });
        },
        network: readNetworkOptions(),
        current: readRerankerChoice(),
      });
      await adopt(parts, chosen);
    } catch (error) {
      if (error instanceof CancelledError) return;
      const { code, message, hint } = errorDataOf(error);
      parts.logger.error(`${code}: ${message} ${hint}`);
      void showError(`${message} ${hint}`.trim());
    } finally {
      stage.dispose();
    }
  });
}

async function adopt(
  { keys, rerankConsents }: RerankerCommandParts,
  chosen: ConfirmedReranker | undefined,
): Promise<void> {
  if (chosen) {
    const { host, newKey, choice } = chosen;
    if (newKey !== undefined) await keys.store(choice.reranker, host, newKey);
    if (!isThisMachine(host)) await rerankConsents.give(host);
  } else {
    for (const host of rerankConsents.hosts) await rerankConsents.withdraw(host);
  }
  await writeRerankerChoice(chosen?.choice);
  void showInformation(
    chosen
      ? l10n.t('Searches show their first order at once, and the refined order when it has arrived.')
      : l10n.t('No reranker is used.'),
  );
}
