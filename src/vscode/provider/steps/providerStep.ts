import * as l10n from '@vscode/l10n';
import { throwIfCancelled } from '../../../common/errors/errors';
import type { ProviderInfo } from '../../../common/contracts/providerInfo';
import { back } from './back';
import { providerRows } from './providerRows';
import type { StepFrame } from './stage';
import type { StepContext } from './step';
import type { StepContent } from './stepRow';

/**
 * Asks for a provider.
 *
 * @param active id of the previously chosen provider; by default the configured one
 * @returns undefined for the built-in model
 * @throws CancelledError when closed
 */
export async function providerStep(
  { stage, providers, current }: StepContext,
  frame: StepFrame,
  active?: string,
): Promise<ProviderInfo | undefined> {
  let infos: readonly ProviderInfo[] = [];
  // Until the providers are loaded, only the built-in model can be shown. It is shown only if it keeps the focus afterwards, so
  // that an early Enter does not choose the wrong row.
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
