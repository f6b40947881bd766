import * as l10n from '@vscode/l10n';
import type { ProviderInfo } from '../../../common/providerInfo';
import type { TextRemark } from './stage';

/** What stands in the empty box for a key. */
export function keyPlaceholder(key: ProviderInfo['key'], isKnown: boolean): string {
  if (isKnown) return l10n.t('Leave empty to keep the stored API key');
  return key === 'required' ? l10n.t('API key') : l10n.t('Leave empty if no API key is required');
}

/** Looks at a key before it is taken; undefined where nothing is to be said of it. */
export function checkKey(text: string, isNeeded: boolean): TextRemark | undefined {
  const key = text.trim();
  if (key === '')
    return isNeeded ? { severity: 'error', text: l10n.t('An API key is required.') } : undefined;
  // It goes into a header.
  return /^[\x21-\x7e]+$/.test(key)
    ? undefined
    : {
        severity: 'error',
        text: l10n.t('An API key has only Latin letters, digits and symbols, without spaces.'),
      };
}
