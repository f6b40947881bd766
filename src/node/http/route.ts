import { setMaxListeners } from 'node:events';
import { isIP, type Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import type { buildConnector } from 'undici';
import type { TlsTrust } from './certificates';
import {
  certificateFailure,
  connectFailure,
  connectTimeoutMs,
  isCertificateFailure,
  type Peer,
} from './connectFailure';
import { readPeerCertificate } from './peerCertificate';
import type { Proxy } from './proxySettings';
import { openTunnel } from './proxyTunnel';
import type { Undici } from './undici';

/**
 * Time limit per address of a host before the next one is tried, milliseconds. Node's default of 250 is too short for
 * distant servers: all addresses would time out.
 */
const attemptTimeoutMs = 1_500;

/** How requests reach an origin. */
export interface Route {
  /** Where connections are made to: the origin, or a proxy that receives full URLs. */
  readonly origin: string;
  /** Opens connections; fails only with TransportError. */
  readonly connect: buildConnector.connector;
  /** Set if the proxy handles the requests itself, without a tunnel. */
  readonly forwardedBy?: Proxy | undefined;
  /** The origin and its proxy, for messages. */
  readonly name: string;
}

/** Options of {@link createRoute}. */
export interface RouteOptions {
  readonly undici: Undici;
  readonly target: URL;
  readonly proxy?: Proxy | undefined;
  /** Required if the target or the proxy is `https:`. */
  readonly trust?: TlsTrust | undefined;
  /** Aborted when the transport is closed: connection attempts end. */
  readonly closed: AbortSignal;
}

/** Creates the route to an origin: direct, by `CONNECT` through a proxy, or, for `http:`, by requests to a proxy. */
export function createRoute(options: RouteOptions): Route {
  const { undici, target, proxy, closed } = options;
  setMaxListeners(0, closed);
  const host = { name: target.host, isProxy: false };
  if (!proxy) {
    return { origin: target.origin, name: target.host, connect: connectorTo(host, options) };
  }
  const connectProxy = connectorTo({ name: proxy.name, isProxy: true }, options);
  const name = `${target.host} through ${proxy.name}`;
  if (target.protocol === 'http:') {
    return { origin: proxy.url.origin, forwardedBy: proxy, name, connect: connectProxy };
  }
  const authority = `${target.hostname}:${target.port || '443'}`;
  const tunnel = () => openTunnel(authority, { undici, proxy, connect: connectProxy });
  const connectHost = connectorTo({ ...host, name }, options, tunnel);
  const connect: buildConnector.connector = (how, callback) => {
    tunnel().then(
      (httpSocket) => {
        connectHost({ ...how, httpSocket }, callback);
      },
      (error: unknown) => {
        callback(connectFailure(error, host), null);
      },
    );
  };
  return { origin: target.origin, name, connect };
}

/** @param tunnel if TLS runs through a tunnel: opens another one, to read the certificate */
function connectorTo(
  peer: Peer,
  { undici, trust, closed }: RouteOptions,
  tunnel?: () => Promise<Socket>,
): buildConnector.connector {
  const connect = undici.buildConnector({
    timeout: connectTimeoutMs,
    autoSelectFamilyAttemptTimeout: attemptTimeoutMs,
    signal: closed,
    ...trust,
  });
  const explain = async (error: Error, how: buildConnector.Options): Promise<Error> => {
    if (!isCertificateFailure(error)) return connectFailure(error, peer);
    const socket = await tunnel?.().catch(() => undefined);
    const options: ConnectionOptions = {
      host: how.hostname,
      port: Number(how.port) || 443,
      ...(socket && { socket }),
      ...(isIP(how.hostname) === 0 && { servername: how.hostname }),
    };
    const facts =
      tunnel && !socket ? undefined : await readPeerCertificate(options, connectTimeoutMs, closed);
    return certificateFailure(error, peer, facts);
  };
  return (given, callback) => {
    // Use the name of the peer: undici would use the `host` header, which for a proxy names the target.
    const how = { ...given, servername: '' };
    connect(how, (...[error, socket]) => {
      if (error === null) {
        callback(null, socket);
        return;
      }
      void explain(error, how).then((failure) => {
        callback(failure, null);
      });
    });
  };
}
