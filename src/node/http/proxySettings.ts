import * as l10n from '@vscode/l10n';
import type { NetworkOptions } from '../../common/contracts/engineOptions';
import { SemanticSearchError } from '../../common/errors/errors';
import { isLoopback, isWithoutProxy } from './noProxy';

/** The proxy for an origin. */
export interface Proxy {
  /** `http:` or `https:`, without user name and password. */
  readonly url: URL;
  /** Value of the `Proxy-Authorization` header. */
  readonly authorization?: string | undefined;
  /** Name in messages: its host and port, and where it is configured. */
  readonly name: string;
}

interface ProxySetting {
  readonly address: string;
  /** `the settings`, or the name of the environment variable. */
  readonly source: string;
}

/**
 * The proxy for `target`: from the settings, else from the environment; undefined if there is none.
 *
 * The local machine is always reached directly, as in VS Code. Hosts without a proxy come from the settings, or if
 * those name none, from `NO_PROXY`. Environment variables apply in lower or upper case: `HTTPS_PROXY` or `HTTP_PROXY`
 * by the scheme of the target, then `ALL_PROXY`, and last for `https:` also `HTTP_PROXY`.
 *
 * @throws SemanticSearchError `USAGE` if the address is invalid or the kind of proxy is not supported
 */
export function proxyFor(target: URL, network: NetworkOptions, env: NodeJS.ProcessEnv): Proxy | undefined {
  if (network.proxy === 'off' || isLoopback(target) || isWithoutProxy(target, noProxyOf(network, env))) {
    return undefined;
  }
  const address = network.proxy?.trim();
  const setting = address
    ? { address, source: l10n.t('the settings') }
    : proxyOfEnvironment(target.protocol, env);
  // An empty setting is treated as not set.
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
  // The address is not shown because it may contain a password.
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

/** A password may contain a `%` that does not begin an escape. */
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
