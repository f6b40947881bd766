import * as l10n from '@vscode/l10n';
import type { ProviderInfo } from '../../../common/providerInfo';
import { isThisMachine } from '../providerChoice';
import { joinParts, type StepRow } from './stepRow';

/** What is to be said of an address that a person typed. */
export interface AddressRemark {
  /** An address with an error cannot be taken; one with a warning can. */
  readonly severity: 'error' | 'warning';
  readonly text: string;
}

/** Looks at an address before it is taken; undefined where nothing is to be said of it. */
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

/** An address as it is kept: without spaces around it, and without the slash at its end. */
export function tidyAddress(text: string): string {
  return text.trim().replace(/\/+$/, '');
}

/** What stands in the box where an address is asked for: the one in force, or one that is likely to be right. */
export function suggestedAddress(
  { baseUrlExample: example }: Pick<ProviderInfo, 'baseUrlExample'>,
  current: string | undefined,
): string {
  if (current !== undefined) return current;
  // An example elsewhere is somebody else's account.
  return example !== undefined && URL.canParse(example) && isThisMachine(new URL(example).host)
    ? example
    : '';
}

/**
 * The addresses to choose from.
 *
 * @param usual that of the provider
 * @param current the one in force; undefined means the usual one
 * @param isCurrent whether the provider is the one in force
 * @returns rows whose values are addresses, '' for another one
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
