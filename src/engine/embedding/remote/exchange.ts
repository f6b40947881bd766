import { message } from '../../../common/messages/message';
import type { SemanticSearchError } from '../../../common/errors/errors';
import { throwIfCancelled } from '../../../common/errors/errors';
import type { RawEmbedding, VectorEncoding } from '../providers/providerRecord';
import type { ProviderFault } from '../providers/serviceRecord';
import { maxAnswerBytes } from './answerSize';
import { checkAnswer } from './checkAnswer';
import { Connection } from './connection';
import type { Endpoint } from './endpoint';
import type { EmbeddingAsk, ExchangeOptions, ExchangeOutcome, Refused, Vectors } from './exchangeTypes';
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
import { withParameters } from './requestParameters';
import { isTooLarge, remedyOf, speaksOfEncoding } from './sizeRefusal';
import { awaitTask } from './task';

/** Most tries of one request, the first included. */
const mostTries = 6;
/** Most rate limits are per minute. After this time with only refusals a rate limit counts as a failure, milliseconds. */
const rateWindowMs = 75_000;
/** The longest wait during {@link rateWindowMs}, so that new quota is used soon. */
const longestRateWaitMs = 10_000;
/** Most tries while the answers contain no vectors: a retry seldom helps. */
const mostWrongAnswers = 3;
/** The longest wait between two tries if the provider gives no time, milliseconds. */
const longestWaitMs = 30_000;
/** Statuses of refusals that may be caused by the requested encoding. */
const formStatuses: ReadonlySet<number> = new Set([200, 400, 406, 415, 422]);

/**
 * Sends embedding requests to one endpoint, retries them if that may help, and checks the answers. Vectors are
 * requested in base64 if the provider documents it. Not every gateway supports it: until one answer was in base64, an
 * invalid answer, or a refusal that is not about size, is retried without base64.
 */
export class Exchange {
  private readonly connection: Connection;
  private hasGivenBase64 = false;
  /** The last answer to a request for base64 was in base64. */
  private writesBase64 = false;
  /** Requests that wait for a retry: functions that end each wait. */
  private readonly waits = new Set<() => void>();
  /** A wait was ended early: if that try succeeds, the other waits end too. */
  private isTrying = false;
  /** Requests that wait for the model to be loaded. */
  private awaitingModel = 0;

  /** @param onModelLoading called when requests begin to wait for the model to be loaded, and when none waits any more */
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

  /** Sends one of the waiting requests at once, and the others as soon as it is answered. */
  tryNow(): void {
    this.isTrying = true;
    const [first] = this.waits;
    first?.();
  }

  /**
   * Sends one request, with retries, until there are vectors.
   *
   * @throws CancelledError; SemanticSearchError if a retry is useless: the codes `PROVIDER_*` and `PROXY_REFUSED`
   */
  async send(ask: EmbeddingAsk, options: ExchangeOptions): Promise<ExchangeOutcome> {
    const { record, apiKey, outputType } = this.endpoint;
    if (record.key === 'required' && apiKey === undefined) throw missingKey(this.endpoint);
    const encodings = outputType === 'int8' ? record.int8?.encodings : record.encodings;
    const wanted = this.limits.learned.floatOnly ? 'float' : (encodings?.[0] ?? 'float');
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

  /** Ends all other waits after {@link tryNow} succeeded. */
  private endWaits(): void {
    if (!this.isTrying) return;
    this.isTrying = false;
    for (const end of [...this.waits]) end();
  }

  /** Retries until the model is loaded. @throws the error of the last answer if that takes too long */
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

  /** Whether base64 may be why there are no vectors. A temporary failure is not attributed to it the first time. */
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
    const { record, model, baseUrl, outputType } = endpoint;
    const sentAt = performance.now();
    const timeoutMs = Math.max(1, Math.min(record.timeoutMs, deadline - sentAt));
    onMove?.(true);
    pace.went();
    const expected = encoding === 'base64' && this.writesBase64 ? 'base64' : 'float';
    const maxBytes = maxAnswerBytes(ask.inputs, dimensions, expected);
    let response: HttpResponse;
    try {
      const plain = record.requestOf({ ...ask, model, baseUrl, encoding, outputType });
      const request = withParameters(record, plain, endpoint.parameters, ask.role);
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
      if (error.failure === 'tooLarge') return { error: fault, isWrong: true, mayBeText: true };
      if (fault.retryAfterMs === undefined) throw fault;
      // A text may crash a server. A server that cannot be reached has not seen it.
      return { error: fault, mayBeText: error.failure !== 'unreachable' };
    } finally {
      pace.came();
    }
    if (response.status === 200) {
      pace.succeeded(resetDelayOf(response.headers));
      onMove?.(false);
      // Answers that arrive together free their slots first; reading an answer takes longer than sending a request.
      await nextTurn();
    }
    const read = await this.read(response, { deadline, maxBytes, signal });
    if ('raw' in read) {
      const checked = checkAnswer(read.raw, ask.inputs.length, dimensions, outputType);
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

  /** The vectors of an answer, or its error. */
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
    if (text.trim() === '') return wrongAnswer(endpoint, message('emptyResponse'));
    if (body === undefined) return wrongAnswer(endpoint, message('invalidJson'));
    return noVectors(endpoint, message('jsonWithoutVectors'));
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
    // Some providers report a size limit with a status of a temporary failure.
    if (error.code === 'PROVIDER_BUSY' && isTooLarge(fault)) return { refused: { status, fault, error } };
    if (error.code === 'PROVIDER_BUSY') {
      const isRefusal = status === 429 || status === 503;
      const waitMs = isRefusal ? this.pace.refused(sentAt, retryAfterMs) : undefined;
      const mayBeForm = status === 500 || status === 501;
      const mayBeText = status >= 500 && status !== 529;
      return { error, waitMs: waitMs ?? retryAfterMs, isRate: status === 429, mayBeForm, mayBeText };
    }
    // Firewalls and content filters also refuse single texts with 403.
    const mayBeText = error.code === 'PROVIDER_REFUSED' || (error.code === 'PROVIDER_KEY' && status === 403);
    if (mayBeText) return { refused: { status, fault, error } };
    throw error;
  }
}

/** A failed try that may be repeated. */
interface Setback {
  readonly error: SemanticSearchError;
  /** How long to wait, if the provider says so. */
  readonly waitMs?: number | undefined;
  /** An answer arrived, but an invalid one. */
  readonly isWrong?: boolean;
  /** The refusal reports too many requests. */
  readonly isRate?: boolean;
  /** The requested encoding may be the cause. */
  readonly mayBeForm?: boolean;
  /** One of the texts may be the cause. */
  readonly mayBeText?: boolean;
  /** The model is being loaded. */
  readonly isLoading?: boolean;
}

/** Result of one try. */
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
