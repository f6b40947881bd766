import { Socket } from 'node:net';
import * as l10n from '@vscode/l10n';
import type { buildConnector, Dispatcher } from 'undici';
import { TransportError } from '../../engine/embedding/remote/httpTransport';
import { connectFailure, connectTimeoutMs } from './connectFailure';
import type { Proxy } from './proxySettings';
import type { Undici } from './undici';

/** Options of {@link openTunnel}. */
export interface TunnelOptions {
  readonly undici: Undici;
  readonly proxy: Proxy;
  /** Opens connections to the proxy. */
  readonly connect: buildConnector.connector;
}

/**
 * Asks a proxy for a connection (`CONNECT`) to `authority`, a host and port.
 *
 * @throws TransportError
 */
export function openTunnel(authority: string, options: TunnelOptions): Promise<Socket> {
  const { undici, proxy, connect } = options;
  const client = new undici.Client(proxy.url.origin, { connect, headersTimeout: connectTimeoutMs });
  const peer = { name: proxy.name, isProxy: true };
  return new Promise<Socket>((resolve, reject) => {
    const handler: Dispatcher.DispatchHandler = {
      // undici recognizes the newer handler interface by this method.
      onRequestStart: () => undefined,
      onRequestUpgrade: (_controller, status, headers, socket) => {
        if (status >= 200 && status < 300 && socket instanceof Socket) {
          resolve(socket);
          return;
        }
        socket.on('error', () => undefined).destroy();
        reject(refusal(status, headers['proxy-authenticate'], authority, proxy));
      },
      onResponseError: (_controller, error) => {
        reject(connectFailure(error, peer));
      },
    };
    const headers = {
      host: authority,
      ...(proxy.authorization && { 'proxy-authorization': proxy.authorization }),
    };
    client.dispatch({ method: 'CONNECT', path: authority, headers }, handler);
  });
}

function refusal(
  status: number,
  authenticate: string | readonly string[] | undefined,
  authority: string,
  proxy: Proxy,
): TransportError {
  if (status === 407) return loginRefusal(authenticate, proxy);
  // A proxy answers 5xx if it cannot reach the target either.
  return status >= 500
    ? new TransportError(
        'unreachable',
        l10n.t('{0} cannot be reached through {1} (status {2}).', authority, proxy.name, status),
      )
    : new TransportError(
        'proxy',
        l10n.t('Connection to {2} refused by {1} (status {0}).', status, proxy.name, authority),
      );
}

/** The proxy requires a login or rejects the given one (status 407). */
export function loginRefusal(
  authenticate: string | readonly string[] | undefined,
  proxy: Proxy,
): TransportError {
  const schemes = [authenticate ?? []].flat().map((challenge) => /^\s*([\w-]+)/.exec(challenge)?.[1] ?? '?');
  const status = schemes.length > 0 ? `407 (${schemes.join(', ')})` : '407';
  return new TransportError(
    'proxy',
    proxy.authorization
      ? l10n.t('Login rejected by {0} (status {1}).', proxy.name, status)
      : l10n.t('Login required for {0} (status {1}).', proxy.name, status),
  );
}
