import { CancelledError, SemanticSearchError } from '../../../common/errors';
import { timerDelay } from '../../../common/timers';
import type { Exchange } from './exchange';
import type { KnownLimits } from './knownLimits';
import type { LearnedLimits } from './learnedLimits';
import type { Pace } from './pace';
import { nextBatch, queuedTexts, type Piece, type QueuedText, type Waiter } from './packing';
import { remedyOf } from './sizeRefusal';
import { splitText } from './splitText';
import { meanDirection } from './vectorMath';

/** What a queue works with. */
export interface RequestQueueParts {
  readonly exchange: Exchange;
  readonly pace: Pace;
  readonly limits: KnownLimits;
  /** What is put before each text, and each piece of one. */
  readonly prefix: string;
  /** To ask for; undefined: the field is not sent. */
  readonly askedDimensions: number | undefined;
  /** That vectors must have. */
  readonly dimensions: number;
  /** How long one request is tried, milliseconds. */
  readonly jobDeadlineMs: number;
  /** Told of a text that the provider refuses by itself; it goes without a vector. */
  readonly onRefusedText: (error: SemanticSearchError) => void;
  /** What is thrown where the provider lets nothing through for so many milliseconds. */
  readonly pausedFor: (delayMs: number) => SemanticSearchError;
}

/** A request under way. */
interface UnderWay {
  readonly items: readonly QueuedText[];
  readonly cancellation: AbortController;
  /** How many lessons had been learned from refusals when it was sent. */
  readonly lessons: number;
  /** The provider is not done with it. */
  isAtProvider: boolean;
}

/** Texts that come one after the other within so many milliseconds go out together. */
const gatherMs = 4;
/** Texts do not wait longer for a provider that takes nothing: who wants them is told so, milliseconds. */
const longestPauseMs = 5 * 60_000;
/** Shorter pieces are not divided further. */
const leastTokens = 16;
/** Of a text that was refused for its length, this share is tried next. */
const shorter = 0.75;
/** Texts that are refused by themselves before it is certain that the texts are not to blame. */
const mostSuspects = 3;
/** After a failure that stays, whoever goes on asking without such a pause is told the same, milliseconds. */
const restMs = 500;

/**
 * Documents on their way to a provider. Texts of all callers are packed together into requests that are as full as the
 * limits allow, so many at a time as the pace allows. A request that is refused for its size is divided, and the limit
 * learned. Until the first vectors are there, and again from a refusal until there are others, one request is sent at a
 * time: what is wrong is found out once.
 */
export class RequestQueue {
  private waiting: QueuedText[] = [];
  private readonly underWay = new Set<UnderWay>();
  private readonly watched = new WeakSet<AbortSignal>();
  private timer: NodeJS.Timeout | undefined;
  private gatheredUntil = 0;
  private hasSucceeded = false;
  /** Requests as they are made now are taken. */
  private isSure = false;
  private lessons = 0;
  private suspects = 0;
  private failure: { readonly error: SemanticSearchError; until: number } | undefined;

  constructor(private readonly parts: RequestQueueParts) {}

  /**
   * The vector of a text, of length 1; undefined where the provider takes others but not this one.
   *
   * @throws CancelledError, SemanticSearchError
   */
  async embed(text: string, signal?: AbortSignal): Promise<Float32Array | undefined> {
    const pieces = await this.enqueue(text, signal);
    if (pieces.length === 0) return undefined;
    return meanDirection(
      pieces.map(({ vector }) => vector),
      pieces.map(({ weight }) => weight),
    );
  }

  private enqueue(text: string, signal: AbortSignal | undefined): Promise<readonly Piece[]> {
    if (signal?.aborted) return Promise.reject(new CancelledError());
    const now = performance.now();
    if (this.failure && now < this.failure.until) {
      this.failure.until = now + restMs;
      return Promise.reject(this.failure.error);
    }
    this.watch(signal);
    return new Promise((resolve, reject) => {
      this.waiting.push(...this.partsOf(text, { signal, resolve, reject }));
      this.gatheredUntil = performance.now() + gatherMs;
      this.schedule(gatherMs);
    });
  }

  private partsOf(text: string, waiter: Waiter): QueuedText[] {
    const { prefix, limits } = this.parts;
    return queuedTexts(text, prefix, limits.current, waiter);
  }

  private get hasRoom(): boolean {
    const requests = [...this.underWay];
    if (!this.isSure && requests.some(({ lessons }) => lessons === this.lessons)) return false;
    return requests.filter(({ isAtProvider }) => isAtProvider).length < this.parts.pace.concurrency;
  }

  private schedule(delayMs: number): void {
    if (this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.pump();
    }, timerDelay(delayMs));
  }

  /** Sends one request at once, however long the provider asked to wait; the others follow when it is answered. */
  tryNow(): void {
    const { pace, exchange } = this.parts;
    this.failure = undefined;
    this.isSure = false;
    pace.resume();
    exchange.tryNow();
    clearTimeout(this.timer);
    this.timer = undefined;
    this.pump();
  }

  /** Sends what may be sent. */
  private pump(): void {
    // Of a request that was refused, some may come back that nobody wants any more.
    this.dropCancelled();
    const { pace, jobDeadlineMs, pausedFor } = this.parts;
    while (this.waiting.length > 0 && this.hasRoom) {
      const { delayMs } = pace;
      if (delayMs > Math.min(jobDeadlineMs, longestPauseMs)) {
        this.rejectAll(pausedFor(delayMs));
        return;
      }
      if (delayMs > 0) {
        this.schedule(delayMs);
        return;
      }
      const batch = nextBatch(this.waiting, this.parts.limits.current);
      const gatherForMs = this.gatheredUntil - performance.now();
      if (!batch.isFull && gatherForMs > 0) {
        this.schedule(gatherForMs);
        return;
      }
      this.waiting.splice(0, batch.items.length);
      const request: UnderWay = {
        items: batch.items,
        cancellation: new AbortController(),
        lessons: this.lessons,
        isAtProvider: true,
      };
      this.underWay.add(request);
      pace.started();
      void this.send(request).finally(() => {
        this.underWay.delete(request);
        this.pump();
      });
    }
  }

  /** Once for each signal: many texts share one. */
  private watch(signal: AbortSignal | undefined): void {
    if (!signal || this.watched.has(signal)) return;
    this.watched.add(signal);
    const drop = (): void => {
      this.dropCancelled();
    };
    signal.addEventListener('abort', drop, { once: true });
  }

  /** A request goes on as long as somebody wants one of its vectors. */
  private dropCancelled(): void {
    const isCancelled = ({ signal }: QueuedText): boolean => signal?.aborted === true;
    const requests = [...this.underWay];
    const items = [...this.waiting, ...requests.flatMap((request) => request.items)];
    this.waiting = this.waiting.filter((item) => !isCancelled(item));
    for (const item of items.filter(isCancelled)) item.reject(new CancelledError());
    for (const request of requests) if (request.items.every(isCancelled)) request.cancellation.abort();
  }

  private async send(request: UnderWay): Promise<void> {
    const { exchange, prefix, askedDimensions, dimensions, jobDeadlineMs, limits } = this.parts;
    const { items, cancellation } = request;
    const ask = {
      inputs: items.map(({ text }) => prefix + text),
      role: 'document',
      dimensions: askedDimensions,
      asString: limits.learned.asString === true && items.length === 1,
    } as const;
    try {
      const outcome = await exchange.send(ask, {
        dimensions,
        deadline: performance.now() + jobDeadlineMs,
        signal: cancellation.signal,
        onMove: (isAtProvider) => {
          request.isAtProvider = isAtProvider;
          if (!isAtProvider) this.pump();
        },
      });
      if ('vectors' in outcome) {
        this.hasSucceeded = true;
        if (outcome.encodingWasWrong) this.absolve(items[0]!);
        // What was sent before a refusal may have been small by chance.
        if (request.lessons === this.lessons) this.isSure = true;
        for (const [i, { text, resolve }] of items.entries()) {
          resolve([{ vector: outcome.vectors[i]!, weight: text.length }]);
        }
        return;
      }
      this.applyRemedy(request, remedyOf(outcome.refused, ask), outcome.refused.error);
    } catch (error) {
      if (error instanceof SemanticSearchError) this.fail(error, items);
      else for (const { reject } of items) reject(error);
    }
  }

  private applyRemedy(
    { items, lessons }: UnderWay,
    remedy: ReturnType<typeof remedyOf>,
    error: SemanticSearchError,
  ): void {
    const { limits } = this.parts;
    const before = this.knownBefore ?? limits.learned;
    switch (remedy) {
      case 'inputs':
        limits.tighten({ maxInputs: Math.ceil(items.length / 2) });
        break;
      case 'tokens': {
        const tokens = items.reduce((sum, item) => sum + item.tokens, 0);
        limits.tighten({ maxRequestTokens: Math.ceil(tokens / 2) });
        break;
      }
      case 'array':
        limits.learn({ maxInputs: 1, asString: true });
        break;
      case 'input':
        this.absolve(items[0]!);
        if (this.splitFurther(items[0]!, before)) return;
        // Not even a few words are taken: their number was not to blame.
        limits.learn({ maxInputTokens: before.maxInputTokens });
        this.refuse(items[0]!, error);
        return;
      case 'none':
        if (items.length === 1) {
          this.refuse(items[0]!, error);
          return;
        }
        this.absolve(items[0]!);
        this.fail(error, items);
        return;
    }
    // The others that were under way with it teach the same.
    if (lessons === this.lessons) {
      this.lessons++;
      this.isSure = false;
    }
    for (const item of items) item.before ??= before;
    this.waiting.unshift(...items);
  }

  /** One text that is too long: in pieces, with the limit learned. False where it cannot be divided. */
  private splitFurther(item: QueuedText, before: LearnedLimits): boolean {
    const maxInputTokens = Math.floor(item.tokens * shorter);
    if (maxInputTokens < leastTokens || splitText(item.text, maxInputTokens).length < 2) return false;
    this.parts.limits.tighten({ maxInputTokens });
    // What waits may be as long.
    const waiting = this.waiting.flatMap((other) =>
      other.tokens > maxInputTokens ? this.partsOf(other.text, other) : [other],
    );
    // First, so that those who wait for it and others wait no longer than they must.
    const parts = this.partsOf(item.text, item);
    for (const part of parts) part.before = before;
    this.waiting = [...parts, ...waiting];
    return true;
  }

  /** A provider that takes other texts but not this one does not end the run. */
  private refuse(item: QueuedText, error: SemanticSearchError): void {
    if (!this.hasSucceeded && ++this.suspects < mostSuspects && this.waiting.length > 0) {
      // The others tell whether it is the text.
      this.waiting.push(item);
      return;
    }
    this.absolve(item);
    if (this.hasSucceeded) {
      this.parts.onRefusedText(error);
      item.resolve([]);
    } else {
      this.fail(error, [item]);
    }
  }

  /** What was known before the refusals whose texts are still to be taken: until they are, what those taught is a guess. */
  private get knownBefore(): LearnedLimits | undefined {
    const items = [...this.waiting, ...[...this.underWay].flatMap((request) => request.items)];
    return items.find(({ before }) => before !== undefined)?.before;
  }

  /** The number of texts was not to blame: what was learned of it on the way to this refusal is forgotten. */
  private absolve(item: QueuedText): void {
    const { before } = item;
    item.before = undefined;
    const { limits } = this.parts;
    if (!before || limits.learned.asString) return;
    limits.learn({ maxInputs: before.maxInputs, maxRequestTokens: before.maxRequestTokens });
  }

  /** What waits would meet the same: whoever wants it sent asks again. */
  private fail(error: SemanticSearchError, items: readonly QueuedText[]): void {
    const isLasting = error.retryAfterMs === undefined;
    if (isLasting) this.failure = { error, until: performance.now() + restMs };
    this.suspects = 0;
    // Whether the cause is gone, one request tells.
    this.isSure = false;
    this.rejectAll(error, items);
  }

  private rejectAll(error: unknown, items: readonly QueuedText[] = []): void {
    for (const { reject } of [...items, ...this.waiting.splice(0)]) reject(error);
  }
}
