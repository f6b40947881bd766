import * as l10n from '@vscode/l10n';
import type { ProviderInfo } from '../../../common/contracts/providerInfo';
import { back } from './back';
import { hostOf } from './draft';
import type { Step } from './step';
import { checkKey, keyPlaceholder } from './keyText';

/** Asks for the key. An empty box keeps the stored key, or means no key if none is required. */
export const keyStep: Step = async ({ stage, keys }, draft, frame) => {
  const { info } = draft;
  const host = hostOf(draft) ?? '';
  const storedKey = await keys.get(info.id, host);
  const key = await stage.ask({
    frame,
    isSecret: true,
    value: draft.newKey,
    placeholder: keyPlaceholder(info.key, storedKey !== undefined),
    prompt: promptOf(info, host),
    documentation: info.documentation,
    check: (text) => checkKey(text, info.key === 'required' && storedKey === undefined),
  });
  if (key === back) return back;
  return { ...draft, storedKey, newKey: key === '' ? undefined : key };
};

function promptOf({ label, documentation }: ProviderInfo, host: string): string {
  const text = l10n.t(
    'API key of {0} for {1}. It is stored in the secret storage of VS Code, never in the settings.',
    label,
    host,
  );
  return `${text} [${l10n.t('Documentation')}](${documentation})`;
}
