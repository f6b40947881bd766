import { createServer, request as sendRequest, type IncomingMessage, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import type { ServerIdentity } from './certificates';
import { listen, type TestServer } from './connections';

/** A request received by a proxy. */
export interface ProxiedRequest {
  /** `CONNECT` for a tunnel. */
  readonly method: string;
  /** Host and port for a tunnel, else a whole URL. */
  readonly target: string;
  readonly authorization: string | undefined;
}

/** A proxy for tests. */
export interface TestProxy extends TestServer {
  readonly requests: readonly ProxiedRequest[];
}

export interface ProxyOptions {
  /** Ports of 127.0.0.1 for the host names that only the proxy knows; other names are unreachable (502). */
  readonly hosts: Readonly<Record<string, number>>;
  /** Required value of `Proxy-Authorization`; other requests are refused (407). Default: none is required. */
  readonly authorization?: string | undefined;
  /** Refuses every request with this status. */
  readonly refuseWith?: number | undefined;
  /** Uses TLS itself. */
  readonly identity?: ServerIdentity | undefined;
}

/** Starts a proxy that forwards requests for `http:` URLs and opens tunnels (`CONNECT`). */
export async function startConnectProxy(options: ProxyOptions): Promise<TestProxy> {
  const { hosts, identity } = options;
  const requests: ProxiedRequest[] = [];
  const server: Server = identity ? createSecureServer({ ...identity }) : createServer();
  const statusOf = (message: IncomingMessage, host: string): number => {
    const { method = '', url = '', headers } = message;
    requests.push({ method, target: url, authorization: headers['proxy-authorization'] });
    if (options.refuseWith !== undefined) return options.refuseWith;
    if (options.authorization !== undefined && headers['proxy-authorization'] !== options.authorization) {
      return 407;
    }
    return host in hosts ? 200 : 502;
  };
  server.on('connect', (message: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => undefined);
    const { hostname } = new URL(`http://${message.url ?? ''}`);
    const status = statusOf(message, hostname);
    if (status !== 200) {
      // The other side ends the connection.
      socket.resume().on('end', () => socket.destroy());
      socket.write(`HTTP/1.1 ${status} No\r\n${challengeOf(status)}content-length: 0\r\n\r\n`);
      return;
    }
    const upstream = connect(hosts[hostname]!, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    const end = (): void => {
      socket.destroy();
      upstream.destroy();
    };
    upstream.on('error', end).on('close', end);
    socket.on('close', end);
  });
  server.on('request', (message, response) => {
    const { hostname, pathname, search } = new URL(message.url ?? '');
    const status = statusOf(message, hostname);
    if (status !== 200) {
      response.writeHead(status, status === 407 ? { 'proxy-authenticate': 'Basic realm="test"' } : {}).end();
      return;
    }
    const { 'proxy-authorization': _, ...headers } = message.headers;
    const upstream = sendRequest(
      { host: '127.0.0.1', port: hosts[hostname], path: pathname + search, method: message.method, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    upstream.on('error', () => response.destroy());
    message.pipe(upstream);
  });
  const started = await listen(server, identity ? 'https' : 'http');
  return Object.assign(started, { requests });
}

function challengeOf(status: number): string {
  return status === 407 ? 'proxy-authenticate: Basic realm="test"\r\nproxy-authenticate: Negotiate\r\n' : '';
}
