import * as l10n from '@vscode/l10n';
import type { NetworkOptions } from '../../common/contracts/engineOptions';
import type { Logger } from '../../common/logger';
import {
  TransportError,
  type HttpRequest,
  type HttpResponse,
  type HttpTransport,
} from '../../engine/embedding/remote/httpTransport';
import { createTransport } from '../http/undiciTransport';
import type { Authorize } from './authorize';
import { callTimeoutMs, PlaceFault, writeTimeoutMs, type EntryPlace, type ReadLimits } from './entryPlace';

const concurrency = 32;

/** Options of {@link openHttpPlace}. */
export interface HttpPlaceOptions {
  readonly network?: NetworkOptions | undefined;
  /** Default: requests need no authorization. */
  readonly authorize?: Authorize | undefined;
  readonly logger: Logger;
}

/**
 * A directory on an HTTP server that answers `GET`, `HEAD` and `PUT`, as remote caches of build tools do. Redirects are
 * not followed.
 *
 * @param address of the directory
 * @throws SemanticSearchError `USAGE` if the proxy or the certificate file of the settings is unusable
 */
export async function openHttpPlace(address: URL, options: HttpPlaceOptions): Promise<EntryPlace> {
  const { network, logger, authorize } = options;
  const transport = await createTransport(address.origin, { network, connections: concurrency, logger });
  const base = address.href.replace(/\/*$/, '/');
  return new HttpPlace(transport, base, address.host, authorize);
}

interface EntryRequest extends Pick<HttpRequest, 'method' | 'body'>, Partial<ReadLimits> {
  readonly name: string;
}

class HttpPlace implements EntryPlace {
  readonly concurrency = concurrency;

  constructor(
    private readonly transport: HttpTransport,
    private readonly base: string,
    readonly name: string,
    private readonly authorize: Authorize | undefined,
  ) {}

  async read(
    name: string,
    limits: ReadLimits,
    signal?: AbortSignal,
  ): Promise<Uint8Array | 'tooLarge' | undefined> {
    const answer = await this.send({ method: 'GET', name, ...limits }, signal);
    if (answer === 'tooLarge' || answer === undefined) return answer;
    return answer.bytes;
  }

  async sizeOf(name: string, signal?: AbortSignal): Promise<number | undefined> {
    const answer = await this.send({ method: 'HEAD', name }, signal);
    return answer === undefined || answer === 'tooLarge'
      ? undefined
      : Number(answer.headers['content-length']);
  }

  async write(name: string, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    const timeoutMs = writeTimeoutMs(bytes.length);
    const answer = await this.send({ method: 'PUT', name, body: bytes, timeoutMs }, signal);
    // The directory does not exist, or a proxy in between does not know it.
    if (answer === undefined) throw this.refusal(404);
  }

  close(): Promise<void> {
    return this.transport.close();
  }

  private async send(
    { name, ...request }: EntryRequest,
    signal: AbortSignal | undefined,
  ): Promise<HttpResponse | 'tooLarge' | undefined> {
    const url = this.base + name;
    let answer: HttpResponse;
    try {
      answer = await this.transport.send(
        {
          timeoutMs: callTimeoutMs,
          ...request,
          url,
          headers: {
            // Entries are encrypted: they cannot be compressed.
            'accept-encoding': 'identity',
            ...(request.body !== undefined && { 'content-type': 'application/octet-stream' }),
            ...this.authorize?.({ url, method: request.method, body: request.body }),
          },
          isBinary: true,
        },
        signal,
      );
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      if (error.failure === 'tooLarge') return 'tooLarge';
      throw new PlaceFault(error.message, error.failure !== 'certificate');
    }
    const { status } = answer;
    if (status === 404 || status === 410) return undefined;
    if (status < 200 || status >= 300) throw this.refusal(status);
    return answer;
  }

  private refusal(status: number): PlaceFault {
    if (status === 401 || status === 403) {
      const hint = l10n.t('{0} refused access ({1}). Check the header for the server.', this.name, status);
      return new PlaceFault(hint, false);
    }
    if (status === 413) {
      const hint = l10n.t(
        '{0} refused an entry for its size ({1}). Raise the limit there.',
        this.name,
        status,
      );
      return new PlaceFault(hint, false);
    }
    const isTransient = status === 408 || status === 429 || status >= 500;
    return new PlaceFault(l10n.t('{0} answered with status {1}.', this.name, status), isTransient);
  }
}
