import type { IncomingHttpHeaders } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import type { Pool } from 'undici';
import type { NetworkOptions } from '../../common/contracts/engineOptions';
import { CancelledError, throwIfCancelled } from '../../common/errors/errors';
import { silentLogger, type Logger } from '../../common/logger';
import {
  TransportError,
  type HttpRequest,
  type HttpResponse,
  type HttpTransport,
} from '../../engine/embedding/remote/httpTransport';
import { loadTrust } from './certificates';
import { decodeBody } from './decodeBody';
import { AnswerHandler, type RawAnswer } from './answerHandler';
import { proxyFor } from './proxySettings';
import { loginRefusal } from './proxyTunnel';
import { createRoute, type Route } from './route';
import { loadUndici } from './undici';

/**
 * Longest response body, before and after decoding, whatever the request allows: 2,048 vectors of 4,096 numbers take
 * 180 MB as JSON.
 */
const defaultMaxBytes = 256 * 1024 * 1024;

/** Longest error body that is read: only its message is used. */
const maxRefusalBytes = 1024 * 1024;

/**
 * How long an idle connection is kept if the server does not say, milliseconds. The next query may come at any time,
 * and a new TLS connection takes several times as long as the response.
 */
const keepAliveMs = 30_000;

/** Options of {@link createTransport}. */
export interface TransportOptions {
  /** Default: from the environment. */
  readonly network?: NetworkOptions | undefined;
  /** Most concurrent connections; further requests wait, which counts against their timeout. */
  readonly connections: number;
  /** Default: the environment of the process. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly logger?: Logger | undefined;
  /** Longest response body if the request does not set a lower limit. Default 256 MiB. */
  readonly maxBytes?: number | undefined;
}

/**
 * Creates the transport for one origin. No connection is made yet, but certificate authorities are read if needed.
 *
 * @param origin `https://api.example.com`; anything after the host is ignored
 * @throws SemanticSearchError `USAGE` if the proxy or the certificate file of the settings is unusable
 */
export async function createTransport(
  origin: string,
  { network = {}, connections, env = process.env, logger = silentLogger, maxBytes }: TransportOptions,
): Promise<HttpTransport> {
  const target = new URL(origin);
  const proxy = proxyFor(target, network, env);
  const needsTrust = target.protocol === 'https:' || proxy?.url.protocol === 'https:';
  const [undici, trust] = await Promise.all([
    loadUndici(),
    needsTrust ? loadTrust(network, env, logger) : undefined,
  ]);
  const closing = new AbortController();
  const route = createRoute({ undici, target, proxy, trust, closed: closing.signal });
  logger.debug(`Requests go to ${route.name}.`);
  const pool = new undici.Pool(route.origin, {
    connect: route.connect,
    connections,
    keepAliveTimeout: keepAliveMs,
    // Each request has one timeout, from its start to the end of its answer.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return new UndiciTransport(target.origin, route, pool, closing, maxBytes ?? defaultMaxBytes);
}

class UndiciTransport implements HttpTransport {
  private readonly running = new Set<AnswerHandler>();

  constructor(
    private readonly origin: string,
    private readonly route: Route,
    private readonly pool: Pool,
    private readonly closing: AbortController,
    private readonly maxBytes: number,
  ) {}

  async send(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse> {
    throwIfCancelled(signal);
    if (this.closing.signal.aborted) throw this.closedError();
    const { headers, path } = this.addressed(request);
    const maxBytes = Math.min(request.maxBytes ?? this.maxBytes, this.maxBytes);
    const handler = new AnswerHandler(this.route.name, { maxBytes, maxRefusalBytes });
    const cancel = (): void => {
      handler.fail(new CancelledError());
    };
    const timer = setTimeout(() => {
      const message = handler.lateMessage(request.timeoutMs / 1000);
      handler.fail(new TransportError('timeout', message));
    }, request.timeoutMs);
    signal?.addEventListener('abort', cancel, { once: true });
    this.running.add(handler);
    try {
      this.pool.dispatch({ method: request.method, path, headers, body: request.body ?? null }, handler);
      const answer = await handler.answer;
      // The pool reuses a connection one turn of the event loop later: a request sent before that would open another
      // one.
      await nextTurn();
      // Decoding is too fast to need a time limit, but the user may have cancelled meanwhile.
      const response = await this.responseOf(answer, maxBytes, request.isBinary);
      throwIfCancelled(signal);
      return response;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      this.running.delete(handler);
    }
  }

  async close(): Promise<void> {
    for (const handler of this.running) handler.fail(this.closedError());
    this.closing.abort();
    await this.pool.destroy();
  }

  private addressed({ url, headers }: HttpRequest): {
    readonly path: string;
    readonly headers: Record<string, string>;
  } {
    const { origin, host, pathname, search } = new URL(url);
    // The key must not be sent to any other origin.
    if (origin !== this.origin) throw new Error(`A request to ${origin} over a transport to ${this.origin}`);
    const { forwardedBy } = this.route;
    return {
      path: `${forwardedBy ? origin : ''}${pathname}${search}`,
      headers: {
        'accept-encoding': 'gzip',
        ...headers,
        ...(forwardedBy && { host }),
        ...(forwardedBy?.authorization && { 'proxy-authorization': forwardedBy.authorization }),
      },
    };
  }

  private async responseOf(
    { status, headers, body, isSuccess }: RawAnswer,
    maxBytes: number,
    isBinary = false,
  ): Promise<HttpResponse> {
    if (status === 407 && this.route.forwardedBy) {
      throw loginRefusal(headers['proxy-authenticate'], this.route.forwardedBy);
    }
    const encoding = headers['content-encoding'];
    const limits = { maxBytes: isSuccess ? maxBytes : maxRefusalBytes, isPart: !isSuccess };
    const decoded = await decodeBody(body, encoding, limits, this.route.name);
    const answer = { status, headers: joined(headers) };
    return isBinary
      ? { ...answer, text: '', bytes: decoded }
      : { ...answer, text: new TextDecoder().decode(decoded) };
  }

  private closedError(): TransportError {
    return new TransportError('interrupted', l10n.t('The connection to {0} was closed.', this.route.name));
  }
}

function joined(headers: IncomingHttpHeaders): Record<string, string> {
  const single: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) single[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return single;
}
