import * as l10n from '@vscode/l10n';
import { throwIfCancelled } from '../../../common/errors';
import type { ProviderInfo } from '../../../common/providerInfo';
import { back } from './back';
import { providerRows } from './providerRows';
import type { StepFrame } from './stage';
import type { StepContext } from './step';
import type { StepContent } from './stepRow';

/**
 * Lets a person choose a provider.
 *
 * @param active id of the one that was chosen before; by default the one in force
 * @returns undefined for the built-in model
 * @throws CancelledError when it is closed
 */
export async function providerStep(
  { stage, providers, current }: StepContext,
  frame: StepFrame,
  active?: string,
): Promise<ProviderInfo | undefined> {
  let infos: readonly ProviderInfo[] = [];
  // Until the others are known only the built-in model can be shown, and it is where it keeps the focus: Enter takes no row that
  // would have lost it a moment later.
  const keepsFocus = (active ?? current.provider) === 'builtin';
  const content = (isBusy: boolean): StepContent<string> => ({
    placeholder: l10n.t('Select an embedding provider'),
    rows: isBusy && !keepsFocus ? [] : providerRows(infos, current.provider, active),
    isBusy,
  });
  const id = await stage.pick<string>({
    frame,
    content: content(true),
    follow: async (list, signal) => {
      infos = await providers();
      throwIfCancelled(signal);
      list.show(content(false));
    },
  });
  return id === back ? undefined : infos.find((info) => info.id === id);
}
