import type { NetworkOptions, ProviderOptions } from '../../common/contracts/engineOptions';
import type { ProviderInfo } from '../../common/contracts/providerInfo';
import { isThisMachine } from '../../common/thisMachine';

/** The user's choice of a provider, as stored in the settings. */
export interface ProviderChoice {
  readonly provider: string;
  readonly model?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly dimensions?: number | undefined;
  /** Model that embeds questions; undefined means the same. */
  readonly queryModel?: string | undefined;
  /** undefined means floating-point numbers. */
  readonly outputType?: 'int8' | undefined;
  readonly resultPath?: string | undefined;
  /** From the settings only: no step asks for them. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
}

/** The built-in model, which needs no consent. */
export const builtinChoice: ProviderChoice = { provider: 'builtin' };

/** Options for the engine from a choice. */
export function providerOptionsOf(
  choice: ProviderChoice,
  apiKey: string | undefined,
  network: NetworkOptions,
): ProviderOptions {
  return choice.provider === 'builtin' ? choice : { ...choice, apiKey, network };
}

/**
 * The host that a choice sends texts to, with its port if that is not the default. Written as `http://host` if the connection is
 * unencrypted and not to this machine. Consents and keys are stored by this name, so those for an encrypted connection do not
 * apply to an unencrypted one.
 *
 * @returns undefined for the built-in model, and if the address is missing or invalid
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

/** Whether two choices are equal. */
export function isSameChoice(a: ProviderChoice, b: ProviderChoice): boolean {
  return (
    a.provider === b.provider &&
    a.model === b.model &&
    a.baseUrl === b.baseUrl &&
    a.dimensions === b.dimensions &&
    a.queryModel === b.queryModel &&
    a.outputType === b.outputType &&
    a.resultPath === b.resultPath &&
    JSON.stringify(a.parameters) === JSON.stringify(b.parameters)
  );
}
