import { CancelledError, SemanticSearchError, throwIfCancelled } from '../../common/errors/errors';
import { message } from '../../common/messages/message';
import type { LimitMemory } from '../embedding/remote/learnedLimits';
import { maxAnswerBytes } from '../embedding/remote/answerSize';
import { Connection } from '../embedding/remote/connection';
import { TransportError, type HttpResponse, type HttpTransport } from '../embedding/remote/httpTransport';
import { KnownLimits } from '../embedding/remote/knownLimits';
import { Pace } from '../embedding/remote/pace';
import { parseJson } from '../embedding/remote/parseJson';
import { pause } from '../embedding/remote/pause';
import { pausedFor, refusal, transportFault } from '../embedding/remote/providerErrors';
import { withParameters } from '../embedding/remote/requestParameters';
import { backOffMs, resetDelayOf, retryDelayOf } from '../embedding/remote/retryDelay';
import { remedyOf } from '../embedding/remote/sizeRefusal';
import { checkScores } from './checkScores';
import { RecentScores } from './recentScores';
import {
  asRerankError,
  missingRerankerKey,
  slowReranker,
  wrongScores,
  type RerankEndpoint,
} from './rerankErrors';
import { fitTexts, smallerLimits, type RerankTexts } from './rerankLimits';

/** Default of {@link ScoreOptions.patienceMs}. */
export const usualRerankPatienceMs = 3000;
/** Default of {@link ScoreOptions.restMs}. */
const usualRestMs = 10_000;
/** Most tries after temporary failures, and most smaller requests after refusals for size. */
const mostTries = 3;
const mostReductions = 6;
const longestWaitMs = 2000;

/** Options of {@link RemoteReranker.scores}. */
export interface ScoreOptions {
  readonly signal?: AbortSignal | undefined;
  /** Longest wait for the scores, milliseconds. Default {@link usualRerankPatienceMs}. */
  readonly patienceMs?: number | undefined;
  /**
   * After a failure no other request is sent for this long, milliseconds: the first order is shown at once. Default
   * 10,000.
   */
  readonly restMs?: number | undefined;
}

/** Dependencies of a reranker. */
export interface RemoteRerankerParts {
  readonly endpoint: RerankEndpoint;
  readonly transport: HttpTransport;
  readonly memory: LimitMemory;
  /** Masks secrets in a text. */
  readonly mask: (text: string) => string;
}

/** A reranker that is reached over the network. */
export class RemoteReranker {
  private readonly connection: Connection;
  private readonly limits: KnownLimits;
  private readonly pace: Pace;
  private readonly recent = new RecentScores();
  private failure: { readonly error: SemanticSearchError; readonly until: number } | undefined;

  constructor(private readonly parts: RemoteRerankerParts) {
    const { endpoint, transport, memory } = parts;
    const documented = endpoint.record.limitsOf(endpoint.model);
    this.connection = new Connection(endpoint, transport);
    this.limits = new KnownLimits(documented, memory);
    this.pace = new Pace(documented.concurrency);
  }

  get endpoint(): RerankEndpoint {
    return this.parts.endpoint;
  }

  /** Label and model: `Cohere rerank-v3.5`. */
  get name(): string {
    const { record, model } = this.endpoint;
    return model === record.defaultModel && record.key === 'optional'
      ? record.label
      : `${record.label} ${model}`;
  }

  /**
   * Scores of documents for a query, in the order of the documents; higher is more relevant. Fewer than there are
   * documents if the server takes no more: those of the first ones. Long documents are cut, secrets are masked.
   *
   * @throws CancelledError; SemanticSearchError with the codes `PROVIDER_*` and `PROXY_REFUSED`
   */
  async scores(
    query: string,
    documents: readonly string[],
    { signal, patienceMs = usualRerankPatienceMs, restMs = usualRestMs }: ScoreOptions = {},
  ): Promise<readonly number[]> {
    throwIfCancelled(signal);
    const { mask, endpoint } = this.parts;
    const texts: RerankTexts = { query: mask(query), documents: documents.map((text) => mask(text)) };
    const known = this.recent.get(texts);
    if (known) return known;
    if (this.failure && performance.now() < this.failure.until) throw this.failure.error;
    try {
      if (endpoint.record.key === 'required' && endpoint.apiKey === undefined)
        throw missingRerankerKey(endpoint);
      const scores = await this.ask(texts, patienceMs, signal);
      this.failure = undefined;
      this.recent.keep(texts, scores);
      return scores;
    } catch (error) {
      if (error instanceof CancelledError || !(error instanceof SemanticSearchError)) throw error;
      this.failure = { error, until: performance.now() + restMs };
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.parts.transport.close();
  }

  private async ask(
    texts: RerankTexts,
    patienceMs: number,
    signal: AbortSignal | undefined,
  ): Promise<readonly number[]> {
    const deadline = performance.now() + patienceMs;
    let reductions = 0;
    for (let tries = 1; ;) {
      const sent = fitTexts(texts, this.limits.current);
      const outcome = await this.tryOnce(sent, deadline, signal);
      if ('scores' in outcome) return outcome.scores;
      const smaller = 'refused' in outcome && smallerLimits(outcome.refused, sent);
      if (smaller && reductions++ < mostReductions) {
        this.limits.tighten(smaller);
        continue;
      }
      const waitMs = outcome.waitMs ?? backOffMs(tries, longestWaitMs);
      const isUseless = 'refused' in outcome || tries++ >= mostTries;
      if (isUseless) throw asRerankError(this.endpoint, outcome.error);
      if (performance.now() + waitMs >= deadline) {
        throw outcome.isSlow
          ? slowReranker(this.endpoint, patienceMs)
          : asRerankError(this.endpoint, outcome.error);
      }
      await pause(waitMs, signal);
    }
  }

  private async tryOnce(
    { query, documents }: RerankTexts,
    deadline: number,
    signal: AbortSignal | undefined,
  ): Promise<Outcome> {
    const { endpoint, pace } = this;
    const { record, model, parameters } = endpoint;
    if (pace.delayMs > 0) return { error: pausedFor(endpoint, pace.delayMs), waitMs: pace.delayMs };
    const sentAt = performance.now();
    const timeoutMs = Math.max(1, Math.min(record.timeoutMs, deadline - sentAt));
    pace.started();
    pace.went();
    let response: HttpResponse;
    try {
      response = await this.connection.post(
        withParameters(record, record.requestOf({ model, query, documents }), parameters),
        { timeoutMs, maxBytes: maxAnswerBytes(documents, undefined, 'float') },
        signal,
      );
    } catch (error) {
      throwIfCancelled(signal);
      if (!(error instanceof TransportError)) throw error;
      const fault = transportFault(endpoint, error);
      if (fault.retryAfterMs === undefined) throw asRerankError(endpoint, fault);
      return { error: fault, isSlow: error.failure === 'timeout' };
    } finally {
      pace.came();
    }
    return this.read(response, documents.length, sentAt);
  }

  private read(response: HttpResponse, count: number, sentAt: number): Outcome {
    const { endpoint, pace } = this;
    const { record } = endpoint;
    const body = parseJson(response.text);
    const isOk = response.status >= 200 && response.status < 300;
    const raw = isOk && body !== undefined ? record.readAnswer(body) : undefined;
    if (raw) {
      pace.succeeded(resetDelayOf(response.headers));
      const checked = checkScores(raw, count);
      if ('scores' in checked) return checked;
      throw wrongScores(endpoint, checked.fault);
    }
    const fault = record.readFault(body ?? response.text);
    if (isOk && (body === undefined || !fault)) throw wrongScores(endpoint, contentOf(response, body));
    const status = isOk ? (fault?.status ?? 200) : response.status;
    const retryAfterMs = retryDelayOf(response.headers, fault);
    const error = refusal(endpoint, status, fault, retryAfterMs);
    const refused = { status, fault, error };
    if (error.code !== 'PROVIDER_BUSY') {
      if (error.code === 'PROVIDER_REFUSED') return { refused, error };
      throw asRerankError(endpoint, error);
    }
    // Some servers report a size limit with a status of a temporary failure.
    if (remedyOf(refused, { inputs: ['', ''], asString: true }) !== 'none') return { refused, error };
    const waitMs = status === 429 || status === 503 ? pace.refused(sentAt, retryAfterMs) : undefined;
    return { error, waitMs: waitMs ?? retryAfterMs };
  }
}

/** Result of one try. */
type Outcome =
  | { readonly scores: readonly number[] }
  | {
      readonly error: SemanticSearchError;
      /** How long to wait before the next try, if the server says so. */
      readonly waitMs?: number | undefined;
      /** The time was over before the answer was complete. */
      readonly isSlow?: boolean;
    }
  | {
      readonly error: SemanticSearchError;
      /** A smaller request may be accepted. */
      readonly refused: Parameters<typeof smallerLimits>[0];
      readonly waitMs?: undefined;
      readonly isSlow?: undefined;
    };

function contentOf({ headers, text }: HttpResponse, body: unknown) {
  if (headers['content-type']?.includes('text/html') || /^\s*<(?:!doctype|html)/i.test(text))
    return message('webPage');
  if (text.trim() === '') return message('emptyResponse');
  return body === undefined ? message('invalidJson') : message('jsonWithoutScores');
}
