import type { NetworkOptions, ProviderOptions } from '../../common/engineContract';
import type { ProviderInfo } from '../../common/providerInfo';

/** What a person chose, as it stands in the settings. */
export interface ProviderChoice {
  readonly provider: string;
  readonly model?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly dimensions?: number | undefined;
  readonly resultPath?: string | undefined;
}

/** The model that needs nobody's leave. */
export const builtinChoice: ProviderChoice = { provider: 'builtin' };

/** What the engine is given of a choice. */
export function providerOptionsOf(
  choice: ProviderChoice,
  apiKey: string | undefined,
  network: NetworkOptions,
): ProviderOptions {
  return choice.provider === 'builtin' ? choice : { ...choice, apiKey, network };
}

/**
 * The host that a choice sends texts to, with its port where that is not the usual one, and as `http://host` where everyone on
 * the way can read them: consents and keys are kept by it, and those of a protected way do not hold for one that is not.
 *
 * @returns undefined for the built-in model, and where the address is missing or none
 */
export function hostOfChoice(
  choice: ProviderChoice,
  info: Pick<ProviderInfo, 'baseUrl'> | undefined,
): string | undefined {
  const address = choice.baseUrl ?? info?.baseUrl;
  if (choice.provider === 'builtin' || address === undefined || !URL.canParse(address)) return undefined;
  const { protocol, host } = new URL(address);
  return protocol === 'http:' && !isThisMachine(host) ? `http://${host}` : host;
}

/** Whether texts sent to a host stay on this machine. */
export function isThisMachine(host: string): boolean {
  const name = host.replace(/:\d+$/, '');
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/** Whether two choices are the same. */
export function isSameChoice(a: ProviderChoice, b: ProviderChoice): boolean {
  return (
    a.provider === b.provider &&
    a.model === b.model &&
    a.baseUrl === b.baseUrl &&
    a.dimensions === b.dimensions &&
    a.resultPath === b.resultPath
  );
}
