import * as l10n from '@vscode/l10n';
import type { SemanticSearchError } from '../../../common/errors';
import { throwIfCancelled } from '../../../common/errors';
import type { EmbeddingCall, ProviderFault, RawEmbedding, VectorEncoding } from '../providers/providerRecord';
import { maxAnswerBytes } from './answerSize';
import { checkAnswer } from './checkAnswer';
import { Connection } from './connection';
import type { Endpoint } from './endpoint';
import { TransportError, type HttpResponse, type HttpTransport } from './httpTransport';
import type { KnownLimits } from './knownLimits';
import type { Pace } from './pace';
import { isLoadingModel, loadingPatienceMs, nextLookMs } from './loadingModel';
import { parseJson } from './parseJson';
import { pause } from './pause';
import {
  loadingModel,
  missingKey,
  noVectors,
  pageAnswer,
  refusal,
  transportFault,
  wrongAnswer,
} from './providerErrors';
import { backOffMs, resetDelayOf, retryDelayOf } from './retryDelay';
import { isTooLarge, remedyOf, speaksOfEncoding } from './sizeRefusal';
import { awaitTask } from './task';

/** Tries of one request, the first included. */
const mostTries = 6;
/** Most rates are counted by the minute: so long may all requests be refused for one before it is too long, milliseconds. */
const rateWindowMs = 75_000;
/** The longest wait meanwhile: what is allowed again should not lie idle. */
const longestRateWaitMs = 10_000;
/** Tries while the answers are no vectors at all: those are seldom better the next time. */
const mostWrongAnswers = 3;
/** The longest wait between two tries where a provider names no time, milliseconds. */
const longestWaitMs = 30_000;
/** Of refusals that may be about the form in which vectors are asked for. */
const formStatuses: ReadonlySet<number> = new Set([200, 400, 406, 415, 422]);

/** How one exchange goes. */
export interface ExchangeOptions {
  /** Dimensions that the vectors must have; undefined: whatever they have. */
  readonly dimensions: number | undefined;
  /** When to give up, by `performance.now()`. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
  /** Tries at most. Default 6, and where a rate is the cause as many as fit into a minute. */
  readonly tries?: number | undefined;
  /**
   * Tries that come to nothing in a way that one of the texts may cause. The last one is returned as a refusal. Default: as many as
   * there are tries.
   */
  readonly doubts?: number | undefined;
  /**
   * How long a model that is being loaded is waited for, beyond the deadline too, milliseconds. Default 10 minutes, and 0
   * where `tries` is set.
   */
  readonly loadingPatienceMs?: number | undefined;
  /**
   * Told whenever the request goes to the provider, and when its whole answer is there, though not yet read: the provider may be
   * given the next one then.
   */
  readonly onMove?: ((isAtProvider: boolean) => void) | undefined;
}

/** The provider will not take this request as it is, or nothing comes of it; another one it may take. */
export interface Refused {
  /** Of the refusal; undefined where none came, but trouble, a broken connection or an answer that is not one, in all tries. */
  readonly status: number | undefined;
  readonly fault: ProviderFault | undefined;
  readonly error: SemanticSearchError;
}

/** What is asked for: the rest of a call is the same for all calls of an endpoint. */
export type EmbeddingAsk = Pick<EmbeddingCall, 'inputs' | 'role' | 'dimensions' | 'asString'>;

/** What came of an exchange: vectors in the order of the inputs, each of length 1, or a refusal that may be about its texts. */
export type ExchangeOutcome = Vectors | { readonly refused: Refused };

interface Vectors {
  /** Undefined of a text that was answered with none, or with one that is of no use; never of all. */
  readonly vectors: readonly (Float32Array | undefined)[];
  /** What was answered for a text that has none. */
  readonly flaw?: SemanticSearchError | undefined;
  /** The texts were taken once no base64 was asked for: what was refused before was not for their sake. */
  readonly encodingWasWrong?: boolean;
}

/**
 * Sends embedding requests to one endpoint, again and again where that is worth while, and checks what comes back. Vectors
 * are asked for in base64 where the provider is documented to give it. Not every gateway does: until one has, an answer
 * that is none, and a refusal that is not about size, are answered with the same request without base64.
 */
export class Exchange {
  private readonly connection: Connection;
  private hasGivenBase64 = false;
  /** Vectors came in base64 the last time it was asked for, and not as numbers after all. */
  private writesBase64 = false;
  /** Requests that wait to be sent again: how to end each wait. */
  private readonly waits = new Set<() => void>();
  /** A wait was ended early: should it succeed, the others end too. */
  private isTrying = false;
  /** Requests that wait for the model to be loaded. */
  private awaitingModel = 0;

  /** @param onModelLoading told when requests begin to wait for the model to be loaded, and when none does any more */
  constructor(
    readonly endpoint: Endpoint,
    transport: HttpTransport,
    private readonly pace: Pace,
    private readonly limits: KnownLimits,
    private readonly onModelLoading: (isLoading: boolean) => void = () => undefined,
  ) {
    this.connection = new Connection(endpoint, transport);
  }

  /** Requests sent so far. */
  get requests(): number {
    return this.connection.requests;
  }

  /** Sends one of the requests at once that wait to be sent again, and the others as soon as that one is answered. */
  tryNow(): void {
    this.isTrying = true;
    const [first] = this.waits;
    first?.();
  }

  /**
   * Sends one request until there are vectors.
   *
   * @throws CancelledError; SemanticSearchError where it is of no use to go on: the codes `PROVIDER_*` and `PROXY_REFUSED`
   */
  async send(ask: EmbeddingAsk, options: ExchangeOptions): Promise<ExchangeOutcome> {
    const { record, apiKey } = this.endpoint;
    if (record.key === 'required' && apiKey === undefined) throw missingKey(this.endpoint);
    const wanted = this.limits.learned.floatOnly ? 'float' : (record.encodings[0] ?? 'float');
    let encoding = wanted;
    const started = performance.now();
    let { deadline } = options;
    const patienceMs = options.loadingPatienceMs ?? (options.tries === undefined ? loadingPatienceMs : 0);
    let wrongAnswers = 0;
    let doubts = 0;
    let doubt: SemanticSearchError | undefined;
    for (let tries = 1; ; tries++) {
      let outcome = await this.tryOnce(ask, encoding, { ...options, deadline });
      if (isOfLoading(outcome) && patienceMs > 0) {
        const waitedFrom = performance.now();
        outcome = await this.awaitModel(outcome, patienceMs, options.signal, () =>
          this.tryOnce(ask, encoding, { ...options, deadline: performance.now() + deadline - started }),
        );
        deadline += performance.now() - waitedFrom;
      }
      if ('vectors' in outcome) {
        this.endWaits();
        this.hasGivenBase64 ||= encoding === 'base64';
        if (encoding === wanted) return outcome;
        this.limits.learn({ floatOnly: true });
        return { ...outcome, encodingWasWrong: true };
      }
      if (encoding === 'base64' && this.mayBeEncoding(outcome, ask, tries)) {
        encoding = 'float';
        continue;
      }
      if ('refused' in outcome) return outcome;
      if (outcome.mayBeText) doubt = outcome.error;
      const isDoubted = outcome.mayBeText && ++doubts >= (options.doubts ?? Infinity);
      const isWrong = outcome.isWrong && ++wrongAnswers >= mostWrongAnswers;
      if (doubt && (isDoubted || isWrong)) return unanswered(doubt);
      const waitMs = outcome.waitMs ?? backOffMs(tries, outcome.isRate ? longestRateWaitMs : longestWaitMs);
      const next = performance.now() + waitMs;
      const lastGood = Math.max(started, this.pace.succeededAt);
      const isWorthWhile = outcome.isRate && options.tries === undefined && next < lastGood + rateWindowMs;
      const isEnough = tries >= (options.tries ?? mostTries) && !isWorthWhile;
      if (isEnough || next > deadline) {
        if (doubt) return unanswered(doubt);
        throw outcome.error;
      }
      await pause(waitMs, options.signal, this.waits);
    }
  }

  /** After {@link tryNow}: nothing keeps the others any more. */
  private endWaits(): void {
    if (!this.isTrying) return;
    this.isTrying = false;
    for (const end of [...this.waits]) end();
  }

  /** Asks again until the model is loaded. @throws the error of the last answer where that takes too long */
  private async awaitModel(
    first: Setback,
    patienceMs: number,
    signal: AbortSignal | undefined,
    again: () => Promise<Outcome>,
  ): Promise<Outcome> {
    const until = performance.now() + patienceMs;
    let outcome: Outcome = first;
    if (this.awaitingModel++ === 0) this.onModelLoading(true);
    try {
      for (let looks = 0; isOfLoading(outcome); looks++) {
        const waitMs = nextLookMs(looks, outcome.waitMs);
        if (performance.now() + waitMs > until) throw outcome.error;
        await pause(waitMs, signal, this.waits);
        outcome = await again();
      }
      return outcome;
    } finally {
      if (--this.awaitingModel === 0) this.onModelLoading(false);
    }
  }

  /** Whether base64 may be why there are no vectors. What passes by itself is not blamed on it the first time. */
  private mayBeEncoding(outcome: Exclude<Outcome, Vectors>, ask: EmbeddingAsk, tries: number): boolean {
    if ('refused' in outcome) {
      const { refused } = outcome;
      if (speaksOfEncoding(refused.fault)) return true;
      return (
        !this.hasGivenBase64 && formStatuses.has(refused.status ?? 0) && remedyOf(refused, ask) === 'none'
      );
    }
    return !this.hasGivenBase64 && tries > 1 && outcome.mayBeForm === true;
  }

  private async tryOnce(
    ask: EmbeddingAsk,
    encoding: VectorEncoding,
    { dimensions, deadline, signal, onMove }: ExchangeOptions,
  ): Promise<Outcome> {
    const { endpoint, pace } = this;
    const { record, model, baseUrl } = endpoint;
    const sentAt = performance.now();
    const timeoutMs = Math.max(1, Math.min(record.timeoutMs, deadline - sentAt));
    onMove?.(true);
    pace.went();
    const expected = encoding === 'base64' && this.writesBase64 ? 'base64' : 'float';
    const maxBytes = maxAnswerBytes(ask.inputs, dimensions, expected);
    let response: HttpResponse;
    try {
      const request = record.requestOf({ ...ask, model, baseUrl, encoding });
      response = await this.connection.post(request, { timeoutMs, maxBytes }, signal);
    } catch (error) {
      throwIfCancelled(signal);
      if (!(error instanceof TransportError)) throw error;
      const fault = transportFault(endpoint, error);
      if (error.failure === 'tooLarge' && expected === 'base64') {
        // Another server behind the same address may write numbers.
        this.writesBase64 = false;
        return { error: fault };
      }
      if (fault.retryAfterMs === undefined) throw fault;
      // A server may break down over a text. One that cannot be reached has not seen it.
      return { error: fault, mayBeText: error.failure !== 'unreachable' };
    } finally {
      pace.came();
    }
    if (response.status === 200) {
      pace.succeeded(resetDelayOf(response.headers));
      onMove?.(false);
      // Answers that came together free their places first, all of them; to read one takes longer than to send one.
      await nextTurn();
    }
    const read = await this.read(response, { deadline, maxBytes, signal });
    if ('raw' in read) {
      const checked = checkAnswer(read.raw, ask.inputs.length, dimensions);
      if (encoding === 'base64')
        this.writesBase64 = read.raw.every(({ vector }) => typeof vector === 'string');
      if ('vectors' in checked) {
        const { vectors, flaw } = checked;
        return { vectors, ...(flaw !== undefined && { flaw: wrongAnswer(endpoint, flaw) }) };
      }
      const error = wrongAnswer(endpoint, checked.fault);
      return { error, isWrong: true, mayBeForm: true, mayBeText: true };
    }
    if ('error' in read) return read;
    return this.classify(read, response, sentAt);
  }

  /** Vectors, or what the answer says instead. */
  private async read(
    response: HttpResponse,
    {
      deadline,
      maxBytes,
      signal,
    }: { readonly deadline: number; readonly maxBytes: number; readonly signal: AbortSignal | undefined },
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
          raw: await awaitTask(
            endpoint,
            task,
            (path) => this.connection.fetchJson(path, maxBytes, signal),
            deadline,
            signal,
          ),
        };
      }
    }
    const fault = record.readFault(body ?? response.text);
    if (!isOk) return { status: response.status, fault };
    if (body !== undefined && fault) return { status: fault.status ?? 200, fault };
    const isPage = readsAsPage(response);
    const error = this.noAnswer(response, body, fault, isPage);
    return { error, isWrong: true, mayBeForm: !isPage, mayBeText: true };
  }

  private noAnswer(
    { text }: HttpResponse,
    body: unknown,
    fault: ProviderFault | undefined,
    isPage: boolean,
  ): SemanticSearchError {
    const { endpoint } = this;
    if (isPage) return pageAnswer(endpoint, fault?.message ?? '');
    if (text.trim() === '') return wrongAnswer(endpoint, l10n.t('an empty response'));
    if (body === undefined) return wrongAnswer(endpoint, l10n.t('incomplete or invalid JSON'));
    return noVectors(endpoint, l10n.t('JSON without vectors'));
  }

  private classify(
    { status, fault }: { readonly status: number; readonly fault: ProviderFault | undefined },
    response: HttpResponse,
    sentAt: number,
  ): { readonly refused: Refused } | Setback {
    const retryAfterMs = retryDelayOf(response.headers, fault);
    const error = refusal(this.endpoint, status, fault, retryAfterMs);
    const mayPass = error.code === 'PROVIDER_BUSY' || error.code === 'PROVIDER_REFUSED';
    if (mayPass && isLoadingModel(fault)) {
      return { error: loadingModel(this.endpoint, error), waitMs: retryAfterMs, isLoading: true };
    }
    // Some say it with a status of trouble that passes.
    if (error.code === 'PROVIDER_BUSY' && isTooLarge(fault)) return { refused: { status, fault, error } };
    if (error.code === 'PROVIDER_BUSY') {
      const isRefusal = status === 429 || status === 503;
      const waitMs = isRefusal ? this.pace.refused(sentAt, retryAfterMs) : undefined;
      const mayBeForm = status === 500 || status === 501;
      const mayBeText = status >= 500 && status !== 529;
      return { error, waitMs: waitMs ?? retryAfterMs, isRate: status === 429, mayBeForm, mayBeText };
    }
    // 403 is also what a firewall or a filter says to one text.
    const mayBeText = error.code === 'PROVIDER_REFUSED' || (error.code === 'PROVIDER_KEY' && status === 403);
    if (mayBeText) return { refused: { status, fault, error } };
    throw error;
  }
}

/** A try that came to nothing, and may be repeated. */
interface Setback {
  readonly error: SemanticSearchError;
  /** How long to wait, where the provider says so. */
  readonly waitMs?: number | undefined;
  /** An answer came, but not the right one. */
  readonly isWrong?: boolean;
  /** Too many requests, as it says. */
  readonly isRate?: boolean;
  /** The form in which vectors were asked for may be the cause. */
  readonly mayBeForm?: boolean;
  /** One of the texts may be the cause. */
  readonly mayBeText?: boolean;
  /** The model is being loaded. */
  readonly isLoading?: boolean;
}

/** What one try came to. */
type Outcome = ExchangeOutcome | Setback;

function unanswered(error: SemanticSearchError): { readonly refused: Refused } {
  return { refused: { status: undefined, fault: undefined, error } };
}

function isOfLoading(outcome: Outcome): outcome is Setback {
  return 'isLoading' in outcome && outcome.isLoading;
}

function readsAsPage({ headers, text }: HttpResponse): boolean {
  return headers['content-type']?.includes('text/html') === true || /^\s*<(?:!doctype|html)/i.test(text);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
