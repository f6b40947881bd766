import * as l10n from '@vscode/l10n';
import type { SemanticSearchError } from '../../../common/errors';
import { throwIfCancelled } from '../../../common/errors';
import { urlOf } from '../providers/baseUrl';
import type { EmbeddingCall, ProviderFault, RawEmbedding } from '../providers/providerRecord';
import { checkAnswer } from './checkAnswer';
import type { Endpoint } from './endpoint';
import { TransportError, type HttpRequest, type HttpResponse, type HttpTransport } from './httpTransport';
import type { Pace } from './pace';
import { pause } from './pause';
import { missingKey, pageAnswer, redirected, refusal, transportFault, wrongAnswer } from './providerErrors';
import { resetDelayOf, retryDelayOf } from './retryDelay';
import { isTooLarge } from './sizeRefusal';
import { awaitTask } from './task';

/** Tries of one request, the first included. */
const mostTries = 6;
/** Tries while the answers are no vectors at all: those are seldom better the next time. */
const mostWrongAnswers = 3;
/** The first wait, doubled with each try, milliseconds. */
const firstWaitMs = 500;
const longestWaitMs = 30_000;
const mostRedirects = 3;

/** How one exchange goes. */
export interface ExchangeOptions {
  /** Dimensions that the vectors must have; undefined: whatever they have. */
  readonly dimensions: number | undefined;
  /** When to give up, by `performance.now()`. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
  /** Tries at most. Default 6. */
  readonly tries?: number | undefined;
  /**
   * Told whenever the request goes to the provider, and when its whole answer is there, though not yet read: the provider may be
   * given the next one then.
   */
  readonly onMove?: ((isAtProvider: boolean) => void) | undefined;
}

/** The provider will not take this request as it is; another one it may. */
export interface Refused {
  readonly status: number;
  readonly fault: ProviderFault | undefined;
  readonly error: SemanticSearchError;
}

/** What came of an exchange: vectors in the order of the inputs, each of length 1, or a refusal that may be about its size. */
export type ExchangeOutcome = { readonly vectors: readonly Float32Array[] } | { readonly refused: Refused };

/** Sends embedding requests to one endpoint, again and again where that is worth while, and checks what comes back. */
export class Exchange {
  /** Requests sent so far. */
  requests = 0;

  constructor(
    readonly endpoint: Endpoint,
    private readonly transport: HttpTransport,
    private readonly pace: Pace,
  ) {}

  /**
   * Sends one request until there are vectors.
   *
   * @throws CancelledError; SemanticSearchError where it is of no use to go on: the codes `PROVIDER_*` and `PROXY_REFUSED`
   */
  async send(call: EmbeddingCall, options: ExchangeOptions): Promise<ExchangeOutcome> {
    const { record, apiKey } = this.endpoint;
    if (record.key === 'required' && apiKey === undefined) throw missingKey(this.endpoint);
    const { path, body } = record.requestOf(call);
    const request: HttpRequest = {
      method: 'POST',
      url: urlOf(this.endpoint.baseUrl, path),
      headers: { ...this.headers(), 'content-type': 'application/json' },
      body: JSON.stringify(body),
      timeoutMs: record.timeoutMs,
    };
    let wrongAnswers = 0;
    for (let tries = 1; ; tries++) {
      const outcome = await this.tryOnce(request, call, options);
      if ('vectors' in outcome || 'refused' in outcome) return outcome;
      if (outcome.isWrong && ++wrongAnswers >= mostWrongAnswers) throw outcome.error;
      const waitMs = outcome.waitMs ?? backOffMs(tries);
      const isLate = performance.now() + waitMs > options.deadline;
      if (tries >= (options.tries ?? mostTries) || isLate) throw outcome.error;
      await pause(waitMs, options.signal);
    }
  }

  /** Fetches JSON below the base URL; undefined where the answer is none. @throws as {@link send}, without trying again */
  async fetchJson(path: string, signal?: AbortSignal): Promise<unknown> {
    const response = await this.exchange(
      {
        method: 'GET',
        url: urlOf(this.endpoint.baseUrl, path),
        headers: this.headers(),
        timeoutMs: this.endpoint.record.timeoutMs,
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

  private async tryOnce(
    request: HttpRequest,
    call: EmbeddingCall,
    { dimensions, deadline, signal, onMove }: ExchangeOptions,
  ): Promise<ExchangeOutcome | Setback> {
    const { endpoint, pace } = this;
    const sentAt = performance.now();
    const timeoutMs = Math.max(1, Math.min(request.timeoutMs, deadline - sentAt));
    onMove?.(true);
    let response: HttpResponse;
    try {
      response = await this.exchange({ ...request, timeoutMs }, signal);
    } catch (error) {
      throwIfCancelled(signal);
      if (!(error instanceof TransportError)) throw error;
      const fault = transportFault(endpoint, error);
      if (fault.retryAfterMs === undefined) throw fault;
      return { error: fault };
    }
    if (response.status === 200) {
      pace.succeeded(resetDelayOf(response.headers));
      onMove?.(false);
      // Answers that came together free their places first, all of them; to read one takes longer than to send one.
      await nextTurn();
    }
    const read = await this.read(response, deadline, signal);
    if ('raw' in read) {
      const checked = checkAnswer(read.raw, call.inputs.length, dimensions);
      if ('vectors' in checked) return checked;
      const error = wrongAnswer(endpoint, checked.fault);
      return { error, isWrong: true };
    }
    if ('error' in read) return read;
    return this.classify(read, response, sentAt);
  }

  /** Vectors, or what the answer says instead. */
  private async read(
    response: HttpResponse,
    deadline: number,
    signal: AbortSignal | undefined,
  ): Promise<
    { raw: readonly RawEmbedding[] } | { status: number; fault: ProviderFault | undefined } | Setback
  > {
    const { endpoint } = this;
    const { record } = endpoint;
    const body = parseJson(response.text);
    const isOk = response.status >= 200 && response.status < 300;
    if (isOk && body !== undefined) {
      const raw = record.readAnswer(body);
      if (raw) return { raw };
      const task = record.readTask?.(body);
      if (task) {
        return {
          raw: await awaitTask(endpoint, task, (path) => this.fetchJson(path, signal), deadline, signal),
        };
      }
    }
    const fault = record.readFault(body ?? response.text);
    if (!isOk) return { status: response.status, fault };
    if (body !== undefined && fault) return { status: fault.status ?? 200, fault };
    return { error: this.noAnswer(response, body, fault), isWrong: true };
  }

  private noAnswer(
    { text, headers }: HttpResponse,
    body: unknown,
    fault: ProviderFault | undefined,
  ): SemanticSearchError {
    const { endpoint } = this;
    const isPage =
      headers['content-type']?.includes('text/html') === true || /^\s*<(?:!doctype|html)/i.test(text);
    if (isPage) return pageAnswer(endpoint, fault?.message ?? '');
    if (text.trim() === '') return wrongAnswer(endpoint, l10n.t('nothing'));
    if (body === undefined) return wrongAnswer(endpoint, l10n.t('JSON that is broken off, or none'));
    return wrongAnswer(endpoint, l10n.t('JSON that holds no vectors'));
  }

  private classify(
    { status, fault }: { readonly status: number; readonly fault: ProviderFault | undefined },
    response: HttpResponse,
    sentAt: number,
  ): ExchangeOutcome | Setback {
    const retryAfterMs = retryDelayOf(response.headers, fault);
    const error = refusal(this.endpoint, status, fault, retryAfterMs);
    // Some say it with a status of trouble that passes.
    if (error.code === 'PROVIDER_BUSY' && isTooLarge(fault)) return { refused: { status, fault, error } };
    if (error.code === 'PROVIDER_BUSY') {
      const isRefusal = status === 429 || status === 503;
      const waitMs = isRefusal ? this.pace.refused(sentAt, retryAfterMs) : undefined;
      return { error, waitMs: waitMs ?? retryAfterMs };
    }
    if (error.code === 'PROVIDER_REFUSED') return { refused: { status, fault, error } };
    throw error;
  }

  /** Sends, and follows redirects within the host. */
  private async exchange(request: HttpRequest, signal: AbortSignal | undefined): Promise<HttpResponse> {
    let { url } = request;
    for (let redirects = 0; ; redirects++) {
      this.requests++;
      const response = await this.transport.send({ ...request, url }, signal);
      const to = response.headers['location'];
      if (response.status < 300 || response.status >= 400 || to === undefined) return response;
      const target = URL.canParse(to, url) ? new URL(to, url) : undefined;
      // 301, 302 and 303 would turn a request with a body into one without.
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

/** A try that came to nothing, and may be repeated. */
interface Setback {
  readonly error: SemanticSearchError;
  /** How long to wait, where the provider says so. */
  readonly waitMs?: number | undefined;
  /** An answer came, but not the right one. */
  readonly isWrong?: boolean;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

function backOffMs(tries: number): number {
  const most = Math.min(longestWaitMs, firstWaitMs * 2 ** (tries - 1));
  // Spread, so that those refused together do not come back together.
  return most * (0.5 + Math.random() / 2);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
