import { urlOf } from '../providers/baseUrl';
import type { ProviderRequest, ServiceRecord } from '../providers/serviceRecord';
import type { Endpoint } from './endpoint';
import { TransportError, type HttpRequest, type HttpResponse, type HttpTransport } from './httpTransport';
import { parseJson } from './parseJson';
import { redirected, refusal, transportFault } from './providerErrors';
import { retryDelayOf } from './retryDelay';

const mostRedirects = 3;

/** The connection to one endpoint: its address, its key, and redirects within its host. */
export class Connection {
  /** Requests sent so far. */
  requests = 0;

  constructor(
    readonly endpoint: Endpoint<ServiceRecord>,
    private readonly transport: HttpTransport,
  ) {}

  /**
   * Sends JSON to a path below the base URL, once.
   *
   * @param maxBytes longest answer
   * @throws TransportError, SemanticSearchError PROVIDER_REFUSED for a redirect to another host
   */
  async post(
    { path, body }: ProviderRequest,
    { timeoutMs, maxBytes }: Pick<HttpRequest, 'timeoutMs' | 'maxBytes'>,
    signal?: AbortSignal,
  ): Promise<HttpResponse> {
    const request: HttpRequest = {
      method: 'POST',
      url: urlOf(this.endpoint.baseUrl, path),
      headers: { ...this.headers(), 'content-type': 'application/json' },
      body: JSON.stringify(body),
      timeoutMs,
      maxBytes,
    };
    return this.send(request, signal);
  }

  /**
   * Fetches JSON from a path below the base URL, once; undefined if the answer is not JSON.
   *
   * @param maxBytes longest answer
   * @throws CancelledError; SemanticSearchError with the codes `PROVIDER_*` and `PROXY_REFUSED`
   */
  async fetchJson(path: string, maxBytes: number, signal?: AbortSignal): Promise<unknown> {
    const response = await this.send(
      {
        method: 'GET',
        url: urlOf(this.endpoint.baseUrl, path),
        headers: this.headers(),
        timeoutMs: this.endpoint.record.timeoutMs,
        maxBytes,
      },
      signal,
    ).catch((error: unknown) => {
      throw error instanceof TransportError ? transportFault(this.endpoint, error) : error;
    });
    const body = parseJson(response.text);
    if (response.status !== 200) {
      const fault = this.endpoint.record.readFault(body ?? response.text);
      throw refusal(this.endpoint, response.status, fault, retryDelayOf(response.headers, fault));
    }
    return body;
  }

  private async send(request: HttpRequest, signal: AbortSignal | undefined): Promise<HttpResponse> {
    let { url } = request;
    for (let redirects = 0; ; redirects++) {
      this.requests++;
      const response = await this.transport.send({ ...request, url }, signal);
      const to = response.headers['location'];
      if (response.status < 300 || response.status >= 400 || to === undefined) return response;
      const target = URL.canParse(to, url) ? new URL(to, url) : undefined;
      // 301, 302 and 303 would change the method and drop the body.
      const keepsMethod = response.status >= 307 || request.method === 'GET';
      if (target?.origin !== new URL(url).origin || !keepsMethod || redirects >= mostRedirects) {
        throw redirected(this.endpoint, response.status, target?.host ?? 'an address that is none');
      }
      url = target.href;
    }
  }

  private headers(): Readonly<Record<string, string>> {
    const { record, apiKey } = this.endpoint;
    return { accept: 'application/json', ...(apiKey !== undefined && record.headersOf(apiKey)) };
  }
}
