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
 * How long an address of a host is tried before the next one, milliseconds. Node's 250 are too few for the other side of
 * the world: all addresses of a host would count as dead.
 */
const attemptTimeoutMs = 1_500;

/** How requests get to an origin. */
export interface Route {
  /** What connections are made to: the origin, or a proxy that is sent whole URLs. */
  readonly origin: string;
  /** Opens connections; fails with TransportError only. */
  readonly connect: buildConnector.connector;
  /** Set where the proxy reads the requests itself. */
  readonly forwardedBy?: Proxy | undefined;
  /** The origin, and the proxy before it, for messages. */
  readonly name: string;
}

/** What a route is made of. */
export interface RouteOptions {
  readonly undici: Undici;
  readonly target: URL;
  readonly proxy?: Proxy | undefined;
  /** Needed where the target or the proxy is `https:`. */
  readonly trust?: TlsTrust | undefined;
  /** Aborted when the transport is closed: connections under way end. */
  readonly closed: AbortSignal;
}

/** The way to an origin: directly, by `CONNECT` through a proxy, or, for `http:`, by requests to a proxy. */
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

/** @param tunnel where TLS is spoken through one: opens another, to look at the certificate */
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
    // By what is connected to: undici goes by the header `host`, which to a proxy names the host behind it.
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
