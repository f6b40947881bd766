import * as l10n from '@vscode/l10n';
import type { ProviderInfo } from '../../../common/contracts/providerInfo';
import { back, type Back } from './back';
import { addressRows, checkAddress, suggestedAddress, tidyAddress } from './address';
import { withAddress, withStoredKey } from './draft';
import type { Stage, StepFrame } from './stage';
import type { Step } from './step';

/** Asks for the address of the provider: the default one or a custom one. */
export const addressStep: Step = async ({ stage, keys, current }, draft, frame) => {
  const usual = draft.info.baseUrl;
  if (usual === undefined) {
    const address = await askAddress(stage, draft.info, draft.baseUrl, frame);
    return address === back ? back : withStoredKey(keys, withAddress(draft, address));
  }
  for (;;) {
    const chosen = await stage.pick<string>({
      frame,
      content: {
        placeholder: l10n.t('API endpoint of {0}', draft.info.label),
        rows: addressRows(usual, draft.baseUrl, current.provider === draft.info.id),
      },
    });
    if (chosen === back) return back;
    const address =
      chosen === ''
        ? await askAddress(stage, draft.info, draft.baseUrl, { ...frame, hasBack: true })
        : chosen;
    if (address !== back) return withStoredKey(keys, withAddress(draft, address));
  }
};

async function askAddress(
  stage: Stage,
  info: ProviderInfo,
  current: string | undefined,
  frame: StepFrame,
): Promise<string | Back> {
  const address = await stage.ask({
    frame,
    value: suggestedAddress(info, current),
    placeholder: info.baseUrlExample ?? info.baseUrl,
    prompt: l10n.t('Base URL, the part before /embeddings. Pasting the full URL works too.'),
    documentation: info.documentation,
    check: checkAddress,
  });
  return address === back ? back : tidyAddress(address);
}
