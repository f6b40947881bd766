import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  hostHeaderValidationResponse,
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  originValidationResponse,
} from '@modelcontextprotocol/server';
import { messageOf, SemanticSearchError, systemCodeOf } from '../common/errors/errors';
import { hasToken } from './httpToken';

const loopback = '127.0.0.1';
const endpoint = '/mcp';
/** Largest body of a request, bytes. The longest arguments that the tools accept are smaller. */
const largestBody = 256 * 1024;

/** How the server on HTTP answers. */
export interface HttpServerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly token: string;
  /** Answers a request of a client that has the token. The signal of the request is aborted when the client goes. */
  readonly answer: (request: Request) => Promise<Response>;
  readonly onError: (message: string) => void;
}

/** A server that listens. */
export interface HttpServer {
  /** Address for clients. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Listens on the loopback address only. Web pages cannot use it: requests with another host name (DNS rebinding) or of
 * another origin are refused, and no answer allows a page to read it.
 *
 * @throws SemanticSearchError USAGE if the port is in use
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing, options).catch((error: unknown) => {
      // The client has gone, or the call failed.
      if (!outgoing.destroyed) options.onError(messageOf(error));
      outgoing.destroy();
    });
  });
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${loopback}:${port}${endpoint}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { token, answer }: HttpServerOptions,
): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => {
    gone.abort();
  });
  const head = validRequestOf(incoming, gone.signal);
  if (!head) {
    outgoing.writeHead(400, { Connection: 'close' }).end();
    return;
  }
  const response =
    refusal(head, incoming, token) ??
    (await answer(requestOf(incoming, gone.signal, await bodyOf(incoming))));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) outgoing.end();
  else await pipeline(Readable.fromWeb(response.body), outgoing);
}

/** Why a request is not answered; its body is not read. */
function refusal(request: Request, { headers }: IncomingMessage, token: string): Response | undefined {
  const foreign =
    hostHeaderValidationResponse(request, localhostAllowedHostnames()) ??
    originValidationResponse(request, localhostAllowedOrigins());
  if (foreign) return foreign;
  if (!hasToken(headers.authorization, token)) {
    return new Response('The token is missing or wrong.\n', {
      status: 401,
      headers: { 'WWW-Authenticate': 'Bearer' },
    });
  }
  if (new URL(request.url).pathname !== endpoint) return new Response(null, { status: 404 });
  if (request.method !== 'POST') return undefined;
  const length = headers['content-length'];
  if (length === undefined) return new Response('The length of the body is missing.\n', { status: 411 });
  if (Number(length) > largestBody) return new Response('The request is too large.\n', { status: 413 });
  return undefined;
}

/** The body of a request with a method that has one. */
async function bodyOf(incoming: IncomingMessage): Promise<Buffer | undefined> {
  if (incoming.method !== 'POST') return undefined;
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function requestOf(
  { method = 'GET', url = '/', headers }: IncomingMessage,
  signal: AbortSignal,
  body?: Buffer,
): Request {
  const given = new Headers();
  for (const [name, value] of Object.entries(headers)) if (typeof value === 'string') given.set(name, value);
  // Only the path of an address is used: a request may name another host in it.
  const { pathname, search } = new URL(url, `http://${loopback}`);
  return new Request(`http://${loopback}${pathname}${search}`, {
    method,
    headers: given,
    signal,
    body: body ?? null,
  });
}

/** Undefined if the address or the method of a request is invalid, such as `//[` or TRACE. */
function validRequestOf(incoming: IncomingMessage, signal: AbortSignal): Request | undefined {
  try {
    return requestOf(incoming, signal);
  } catch {
    return undefined;
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const isUsed = systemCodeOf(error) === 'EADDRINUSE';
      reject(
        isUsed
          ? new SemanticSearchError(
              'USAGE',
              `Port ${port} is in use.`,
              'Choose another one, or 0 for a free one.',
            )
          : error,
      );
    });
    server.listen(port, loopback, resolve);
  });
}
