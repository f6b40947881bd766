import { builtinChoice, isSameChoice } from '../provider/providerChoice';
import { isThisMachine } from '../../common/thisMachine';
import type { Destination } from './answeredBefore';

/** The user's decisions about this workspace. */
export interface Decisions {
  /** Whether the workspace is trusted. */
  readonly isTrusted: boolean;
  /** Whether texts of this workspace may be sent to a host. */
  readonly hasConsent: (host: string) => boolean;
}

/**
 * Whether a model may answer queries, each of which is sent to it. In a restricted workspace only the built-in model may, and no
 * other model of the same provider, since the settings of the workspace can name one.
 */
export function mayAnswer({ choice, host }: Destination, { isTrusted, hasConsent }: Decisions): boolean {
  if (choice.provider === 'builtin') return isTrusted || isSameChoice(choice, builtinChoice);
  return isTrusted && host !== undefined && (isThisMachine(host) || hasConsent(host));
}

/**
 * The requirement that is missing before an index may be built with a model, since building sends the texts of the workspace.
 *
 * @param key whether the provider requires a key, and whether one is stored
 * @returns undefined if the index may be built. That includes a choice without a host: its address is missing or cannot be
 *   read, and the engine refuses it with an error that names the setting.
 */
export function obstacleTo(
  { choice, host }: Destination,
  key: { readonly isRequired: boolean; readonly isStored: boolean },
  { isTrusted, hasConsent }: Decisions,
): 'needsConsent' | 'needsKey' | undefined {
  if (choice.provider === 'builtin') {
    return isTrusted || isSameChoice(choice, builtinChoice) ? undefined : 'needsConsent';
  }
  if (!isTrusted) return 'needsConsent';
  if (host !== undefined && !isThisMachine(host) && !hasConsent(host)) return 'needsConsent';
  return key.isRequired && !key.isStored ? 'needsKey' : undefined;
}
