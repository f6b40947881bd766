import { CancelledError, SemanticSearchError, throwIfCancelled } from '../../../common/errors/errors';
import type { Logger } from '../../../common/logger';
import type {
  DocumentHooks,
  Embedding,
  EmbeddingProvider,
  QueryOptions,
  TextRefusal,
} from '../embeddingProvider';
import { plainText } from '../providers/plainText';
import type { EmbeddingRole } from '../providers/providerRecord';
import { spaceOf, type VectorSpace } from '../vectorSpace';
import type { Endpoint } from './endpoint';
import { estimateTokens } from './estimateTokens';
import { Exchange } from './exchange';
import type { EmbeddingAsk } from './exchangeTypes';
import type { HttpTransport } from './httpTransport';
import { KnownLimits } from './knownLimits';
import type { LimitMemory } from './learnedLimits';
import { Pace } from './pace';
import { pausedFor } from './providerErrors';
import { RequestQueue } from './requestQueue';
import { variantOf } from './requestParameters';
import { remedyOf } from './sizeRefusal';
import { splitText } from './splitText';

/** Time during which one request is retried at least, milliseconds. */
const jobDeadlineMs = 5 * 60_000;
/** Queries whose vectors are kept: queries repeat while the user types, filters and goes back. */
const keptQueries = 100;

/** Default wait for the vector of a query, milliseconds. */
const usualPatienceMs = 5000;
/** After a failed query no other is sent for this long, milliseconds: lexical retrieval answers at once. */
const restMs = 10_000;
const queryTries = 3;
/** Texts that one caller passes at a time: their vectors are cached together. */
const groupSize = 64;
/**
 * Texts that wait for their vectors at a time, over all requests: enough to cover reading and writing, within the
 * memory limit.
 */
const leastUnderWay = 2048;
const mostUnderWay = 8192;

/** Dependencies of a remote provider. */
export interface RemoteProviderParts {
  readonly endpoint: Endpoint;
  readonly transport: HttpTransport;
  readonly memory: LimitMemory;
  /** Dimensions of the vectors. */
  readonly dimensions: number;
  /** Dimensions to request; undefined: the model's own. */
  readonly askedDimensions: number | undefined;
  /** Masks secrets in a text. */
  readonly mask: (text: string) => string;
  readonly logger: Logger;
}

/** A provider that is reached over the network. */
export class RemoteProvider implements EmbeddingProvider {
  readonly id: string;
  readonly model: string;
  readonly dimensions: number;
  readonly host: string;
  readonly variant: string | undefined;
  readonly space: VectorSpace | undefined;
  readonly limits: EmbeddingProvider['limits'];
  private readonly exchange: Exchange;
  private readonly knownLimits: KnownLimits;
  private readonly queue: RequestQueue;
  private readonly queries = new QueryVectors();
  private readonly loadingFollowers = new Set<(isLoading: boolean) => void>();
  private isLoading = false;
  private failure: { readonly error: SemanticSearchError; readonly until: number } | undefined;

  constructor(private readonly parts: RemoteProviderParts) {
    const { endpoint, transport, memory, dimensions, askedDimensions, logger } = parts;
    const { record, model } = endpoint;
    const documented = record.limitsOf(model);
    const pace = new Pace(documented.concurrency);
    this.id = record.id;
    this.model = model;
    this.dimensions = dimensions;
    this.host = endpoint.host;
    this.variant = variantOf(endpoint.parameters, endpoint.outputType);
    this.space = spaceOf(record, model);
    this.knownLimits = new KnownLimits(documented, memory);
    this.exchange = new Exchange(endpoint, transport, pace, this.knownLimits, (isLoading) => {
      this.noteLoading(isLoading);
    });
    this.queue = new RequestQueue({
      exchange: this.exchange,
      pace,
      limits: this.knownLimits,
      prefix: record.prefixOf(model, 'document'),
      askedDimensions,
      dimensions,
      jobDeadlineMs: Math.max(jobDeadlineMs, 2 * record.timeoutMs),
      onRefusedText: (error) => {
        logger.warn(`A text goes without a vector, it is found by its words: ${error.message}`);
      },
      pausedFor: (delayMs) => pausedFor(endpoint, delayMs),
    });
    const { maxInputs } = this.knownLimits.current;
    this.limits = {
      // At most one request's texts, so that hardly anything paid for is lost when the next one fails.
      maxInputs: Math.min(groupSize, maxInputs),
      inputsUnderWay: Math.min(mostUnderWay, Math.max(leastUnderWay, 2 * maxInputs * documented.concurrency)),
    };
  }

  get requests(): number {
    return this.exchange.requests;
  }

  followLoading(follower: (isLoading: boolean) => void): () => void {
    this.loadingFollowers.add(follower);
    if (this.isLoading) follower(true);
    return () => {
      this.loadingFollowers.delete(follower);
    };
  }

  tryNow(): void {
    this.failure = undefined;
    this.queue.tryNow();
  }

  async embedDocuments(
    texts: readonly string[],
    signal?: AbortSignal,
    { onEmbedding, onRefused, wasRefused }: DocumentHooks = {},
  ): Promise<readonly Embedding[]> {
    throwIfCancelled(signal);
    const outcomes = await Promise.allSettled(
      texts.map(async (text, row) => {
        const { vector, refusal } = await this.queue.embed(this.parts.mask(text), signal, wasRefused?.(row));
        if (vector) onEmbedding?.(row, vector);
        else if (refusal) onRefused?.(row, this.refusalOf(refusal));
        return vector;
      }),
    );
    throwIfCancelled(signal);
    return outcomes.map((outcome) => {
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    });
  }

  async embedQuery(
    text: string,
    { signal, patienceMs = usualPatienceMs, role = 'query' }: QueryOptions = {},
  ): Promise<Embedding> {
    const masked = this.parts.mask(text);
    const key = `${role}\n${masked}`;
    const known = this.queries.get(key);
    if (known) return known;
    if (masked.trim() === '') return undefined;
    if (this.failure && performance.now() < this.failure.until) throw this.failure.error;
    try {
      const vector = await this.askFor(masked, role, performance.now() + patienceMs, signal);
      this.failure = undefined;
      this.queries.keep(key, vector);
      return vector;
    } catch (error) {
      if (error instanceof CancelledError || !(error instanceof SemanticSearchError)) throw error;
      this.failure = { error, until: performance.now() + restMs };
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.parts.transport.close();
  }

  /** A provider may repeat the text it was sent, or a key. */
  private refusalOf({ code, message }: SemanticSearchError): TextRefusal {
    return { code, message: plainText(this.parts.mask(message)) };
  }

  private noteLoading(isLoading: boolean): void {
    this.isLoading = isLoading;
    const { host } = this.parts.endpoint;
    this.parts.logger.info(
      isLoading
        ? `${host} is loading the model ${this.model}: waiting.`
        : `${host} no longer loads the model.`,
    );
    for (const follow of this.loadingFollowers) follow(isLoading);
  }

  private async askFor(
    text: string,
    role: EmbeddingRole,
    deadline: number,
    signal: AbortSignal | undefined,
  ): Promise<Float32Array> {
    const { endpoint, askedDimensions } = this.parts;
    const prefix = endpoint.record.prefixOf(this.model, role);
    let { maxInputTokens } = this.knownLimits.current;
    for (;;) {
      // Of a query that is too long, only the beginning is embedded.
      const [start] = splitText(text, Math.max(1, maxInputTokens - estimateTokens(prefix)));
      const ask: EmbeddingAsk = {
        inputs: [prefix + start!],
        role,
        dimensions: askedDimensions,
        asString: this.knownLimits.learned.asString === true,
      };
      const options = { dimensions: this.dimensions, deadline, signal, tries: queryTries };
      const outcome = await this.exchange.send(ask, options);
      if ('vectors' in outcome) return outcome.vectors[0]!;
      const { refused } = outcome;
      const remedy = remedyOf(refused, ask);
      if (remedy === 'array') this.knownLimits.learn({ maxInputs: 1, asString: true });
      else if (remedy === 'input' && maxInputTokens > 64)
        maxInputTokens = Math.floor(estimateTokens(start!) / 2);
      else throw refused.error;
    }
  }
}

/** The vectors of the most recent queries. */
class QueryVectors {
  private readonly known = new Map<string, Float32Array>();

  get(text: string): Float32Array | undefined {
    const vector = this.known.get(text);
    if (vector) this.keep(text, vector);
    return vector;
  }

  keep(text: string, vector: Float32Array): void {
    this.known.delete(text);
    this.known.set(text, vector);
    if (this.known.size > keptQueries) this.known.delete(this.known.keys().next().value!);
  }
}
