import * as l10n from '@vscode/l10n';
import type { NetworkOptions } from '../../common/engineContract';
import { SemanticSearchError } from '../../common/errors';
import { isLoopback, isWithoutProxy } from './noProxy';

/** The proxy on the way to an origin. */
export interface Proxy {
  /** `http:` or `https:`, without a user and a password. */
  readonly url: URL;
  /** Value of the header `Proxy-Authorization`. */
  readonly authorization?: string | undefined;
  /** How messages call it: its host and port, and where it is set. */
  readonly name: string;
}

interface ProxySetting {
  readonly address: string;
  /** `the settings`, or the variable of the environment. */
  readonly source: string;
}

/**
 * The proxy on the way to `target`: of the settings, else of the environment; undefined where there is none.
 *
 * This machine is always reached directly, as VS Code does it. Hosts without a proxy are those of the settings, and where
 * they name none, those of `NO_PROXY`. Of the environment count, in small letters or capitals, `HTTPS_PROXY` or
 * `HTTP_PROXY` by the scheme of the target, then `ALL_PROXY`, and for `https:` at last `HTTP_PROXY`.
 *
 * @throws SemanticSearchError `USAGE` where the address is none, or of a proxy that is not supported
 */
export function proxyFor(target: URL, network: NetworkOptions, env: NodeJS.ProcessEnv): Proxy | undefined {
  if (network.proxy === 'off' || isLoopback(target) || isWithoutProxy(target, noProxyOf(network, env))) {
    return undefined;
  }
  const address = network.proxy?.trim();
  const setting = address
    ? { address, source: l10n.t('the settings') }
    : proxyOfEnvironment(target.protocol, env);
  // An empty setting is one that is not set.
  return (
    setting && parseProxy(setting, network.proxyAuthorization === '' ? undefined : network.proxyAuthorization)
  );
}

function noProxyOf(network: NetworkOptions, env: NodeJS.ProcessEnv): readonly string[] {
  if (network.noProxy && network.noProxy.length > 0) return network.noProxy;
  return variable('no_proxy', env)?.address.split(/[\s,]+/) ?? [];
}

function proxyOfEnvironment(protocol: string, env: NodeJS.ProcessEnv): ProxySetting | undefined {
  const names =
    protocol === 'https:' ? ['https_proxy', 'all_proxy', 'http_proxy'] : ['http_proxy', 'all_proxy'];
  for (const name of names) {
    const setting = variable(name, env);
    if (setting) return setting;
  }
  return undefined;
}

function variable(name: string, env: NodeJS.ProcessEnv): ProxySetting | undefined {
  for (const source of [name, name.toUpperCase()]) {
    const address = env[source]?.trim();
    if (address) return { address, source };
  }
  return undefined;
}

function parseProxy({ address, source }: ProxySetting, authorization: string | undefined): Proxy {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(address)?.[1]?.toLowerCase();
  if (scheme?.startsWith('socks')) {
    throw unusable(l10n.t('The proxy in {0} is a SOCKS proxy, which is not supported.', source));
  }
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') {
    throw unusable(
      l10n.t('The address of the proxy in {0} begins with {1}://, which is not supported.', source, scheme),
    );
  }
  const url = parseUrl(scheme === undefined ? `http://${address}` : address);
  // The address itself is not shown: a password may be in it.
  if (!url?.hostname) {
    throw unusable(l10n.t('The address of the proxy in {0} is not valid.', source));
  }
  const { username, password } = url;
  const login = username || password ? `${decode(username)}:${decode(password)}` : undefined;
  return {
    url: new URL(url.origin),
    authorization: authorization ?? (login && `Basic ${Buffer.from(login).toString('base64')}`),
    name: l10n.t('the proxy {0} (from {1})', url.host, source),
  };
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** A password may hold a `%` that begins no escape. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function unusable(message: string): SemanticSearchError {
  return new SemanticSearchError(
    'USAGE',
    message,
    l10n.t(
      'Enter the address of an HTTP proxy, such as http://proxy.example.com:8080. Percent-encode special characters in a password. Enter "off" to use no proxy.',
    ),
  );
}
