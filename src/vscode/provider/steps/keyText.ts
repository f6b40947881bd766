import * as l10n from '@vscode/l10n';
import type { ProviderInfo } from '../../../common/contracts/providerInfo';
import type { TextRemark } from './stage';

/** Placeholder of the key box. */
export function keyPlaceholder(key: ProviderInfo['key'], isKnown: boolean): string {
  if (isKnown) return l10n.t('Leave empty to keep the stored API key');
  return key === 'required' ? l10n.t('API key') : l10n.t('Leave empty if no API key is required');
}

/** Validates a key; undefined if there is no remark. */
export function checkKey(text: string, isNeeded: boolean): TextRemark | undefined {
  const key = text.trim();
  if (key === '')
    return isNeeded ? { severity: 'error', text: l10n.t('An API key is required.') } : undefined;
  // The key is sent in an HTTP header.
  return /^[\x21-\x7e]+$/.test(key)
    ? undefined
    : {
        severity: 'error',
        text: l10n.t('An API key has only Latin letters, digits and symbols, without spaces.'),
      };
}
