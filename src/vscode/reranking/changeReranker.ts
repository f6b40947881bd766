import * as l10n from '@vscode/l10n';
import type { Logger } from '../../common/logger';
import { isThisMachine } from '../../common/thisMachine';
import {
  readNetworkOptions,
  readRerankerChoice,
  readRerankerParameters,
  writeRerankerChoice,
} from '../configuration';
import { showInformation } from '../messages';
import type { ApiKeys } from '../provider/apiKeys';
import type { Consents } from '../provider/consents';
import { Stage } from '../provider/steps/stage';
import type { EngineCaller } from '../services';
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

/**
 * Lets the user choose a reranker, tests it, and stores the choice with key and consent.
 *
 * @throws CancelledError if the user ends it, or the error of the reranker
 */
export async function changeReranker(parts: RerankerCommandParts): Promise<void> {
  const { engine, keys, cacheDirectory } = parts;
  const stage = new Stage();
  try {
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
  } finally {
    stage.dispose();
  }
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
