import * as l10n from '@vscode/l10n';
import type { ProviderInfo } from '../../../common/contracts/providerInfo';
import { joinParts } from '../../../common/text/listText';
import { isThisMachine } from '../../../common/thisMachine';
import type { StepRow } from './stepRow';

/** A remark on a typed address. */
export interface AddressRemark {
  /** An address with an error is rejected; one with a warning is accepted. */
  readonly severity: 'error' | 'warning';
  readonly text: string;
}

/** Validates an address; undefined if there is no remark. */
export function checkAddress(text: string): AddressRemark | undefined {
  const error = (message: string): AddressRemark => ({ severity: 'error', text: message });
  const address = text.trim();
  if (address === '') return error(l10n.t('An address is required.'));
  if (!/^https?:\/\//i.test(address)) {
    return error(l10n.t('The address must start with https:// or http://.'));
  }
  if (!URL.canParse(address)) return error(l10n.t('This is not a valid address.'));
  const { protocol, username, password, host } = new URL(address);
  if (username || password) {
    return error(
      l10n.t('Remove the user and password from the address. The API key is entered in the next step.'),
    );
  }
  if (protocol === 'http:' && !isThisMachine(host)) {
    return {
      severity: 'warning',
      text: l10n.t(
        'http:// is not encrypted: others on the network can read your key and code. Press Enter to use it anyway.',
      ),
    };
  }
  return undefined;
}

/** Normalizes an address: removes surrounding spaces and trailing slashes. */
export function tidyAddress(text: string): string {
  return text.trim().replace(/\/+$/, '');
}

/** Initial text of the address box: the current address, or a likely one. */
export function suggestedAddress(
  { baseUrlExample: example }: Pick<ProviderInfo, 'baseUrlExample'>,
  current: string | undefined,
): string {
  if (current !== undefined) return current;
  // A remote example address belongs to another account.
  return example !== undefined && URL.canParse(example) && isThisMachine(new URL(example).host)
    ? example
    : '';
}

/**
 * Rows for the choice of an address.
 *
 * @param usual default address of the provider
 * @param current configured address; undefined means the default one
 * @param isCurrent whether the provider is the configured one
 * @returns rows whose values are addresses; '' means a custom one
 */
export function addressRows(
  usual: string,
  current: string | undefined,
  isCurrent: boolean,
): StepRow<string>[] {
  const own = current !== undefined && current !== usual ? current : undefined;
  return [
    ...(own === undefined
      ? []
      : [{ label: own, description: l10n.t('current'), value: own, isActive: true }]),
    {
      label: usual,
      description: joinParts(l10n.t('default'), isCurrent && own === undefined && l10n.t('current')),
      value: usual,
    },
    {
      label: l10n.t('Another Address…'),
      description: l10n.t('custom endpoint or proxy'),
      value: '',
    },
  ];
}
