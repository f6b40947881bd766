import { CancelledError, SemanticSearchError } from '../../../common/errors';
import type { ProviderLimits, VectorEncoding } from '../providers/providerRecord';
import { estimateTokens } from './estimateTokens';
import type { Exchange } from './exchange';
import type { LearnedLimits, LimitMemory } from './learnedLimits';
import type { Pace } from './pace';
import { remedyOf } from './sizeRefusal';
import { splitText } from './splitText';
import { meanDirection } from './vectorMath';

/** What a queue works with. */
export interface RequestQueueParts {
  readonly exchange: Exchange;
  readonly pace: Pace;
  readonly memory: LimitMemory;
  readonly model: string;
  /** As documented. */
  readonly limits: ProviderLimits;
  readonly encoding: VectorEncoding;
  /** To ask for; undefined: the field is not sent. */
  readonly askedDimensions: number | undefined;
  /** That vectors must have. */
  readonly dimensions: number;
  /** How long one request is tried, milliseconds. */
  readonly jobDeadlineMs: number;
  /** Told of a text that the provider refuses by itself; it goes without a vector. */
  readonly onRefusedText: (error: SemanticSearchError) => void;
}

/** A text that waits for its vector, or a piece of one. */
interface Item {
  readonly text: string;
  readonly tokens: number;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (vector: Float32Array | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Texts that come one after the other within so many milliseconds go out together. */
const gatherMs = 4;
/** Shorter pieces are not divided further. */
const leastTokens = 16;

/**
 * Documents on their way to a provider. Texts of all callers are packed together into requests that are as full as the
 * limits allow, so many at a time as the pace allows. A request that is refused for its size is divided, and the limit
 * learned.
 */
export class RequestQueue {
  private waiting: Item[] = [];
  private active = 0;
  private timer: NodeJS.Timeout | undefined;
  private gatheredUntil = 0;
  private hasSucceeded = false;

  constructor(private readonly parts: RequestQueueParts) {}

  /**
   * The vector of a text, of length 1; undefined where the provider takes others but not this one.
   *
   * @throws CancelledError, SemanticSearchError
   */
  async embed(text: string, signal?: AbortSignal): Promise<Float32Array | undefined> {
    const { maxInputTokens } = this.limits;
    const pieces = estimateTokens(text) > maxInputTokens ? splitText(text, maxInputTokens) : [text];
    const vectors = await Promise.all(pieces.map((piece) => this.enqueue(piece, signal)));
    const known = vectors.flatMap((vector, i) => (vector ? [{ vector, weight: pieces[i]!.length }] : []));
    if (known.length === 0) return undefined;
    return meanDirection(
      known.map(({ vector }) => vector),
      known.map(({ weight }) => weight),
    );
  }

  /** The limits as they are known now. */
  get limits(): ProviderLimits {
    const { limits, memory } = this.parts;
    const learned = memory.read();
    const maxRequestTokens = least(limits.maxRequestTokens, learned.maxRequestTokens);
    return {
      maxInputs: least(limits.maxInputs, learned.maxInputs)!,
      maxInputTokens: least(limits.maxInputTokens, learned.maxInputTokens)!,
      ...(maxRequestTokens !== undefined && { maxRequestTokens }),
      concurrency: limits.concurrency,
    };
  }

  private enqueue(text: string, signal: AbortSignal | undefined): Promise<Float32Array | undefined> {
    if (text.trim() === '') return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      this.waiting.push({ text, tokens: estimateTokens(text), signal, resolve, reject });
      this.gatheredUntil = performance.now() + gatherMs;
      this.schedule(gatherMs);
    });
  }

  private schedule(delayMs: number): void {
    if (this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.pump();
    }, delayMs);
  }

  /** Sends what may be sent. */
  private pump(): void {
    this.dropCancelled();
    const { pace } = this.parts;
    while (this.waiting.length > 0 && this.active < pace.concurrency) {
      const { delayMs } = pace;
      if (delayMs > 0) {
        this.schedule(delayMs);
        return;
      }
      const batch = this.nextBatch();
      const gatherForMs = this.gatheredUntil - performance.now();
      if (!batch.isFull && gatherForMs > 0) {
        this.schedule(gatherForMs);
        return;
      }
      this.waiting.splice(0, batch.items.length);
      this.active++;
      pace.started();
      void this.send(batch.items).finally(() => {
        this.active--;
        this.pump();
      });
    }
  }

  /** The next texts that fit into one request; full when another one would not. */
  private nextBatch(): { items: Item[]; isFull: boolean } {
    const { maxInputs, maxRequestTokens = Infinity } = this.limits;
    const items: Item[] = [];
    let tokens = 0;
    for (const item of this.waiting) {
      const fits =
        items.length < maxInputs && (items.length === 0 || tokens + item.tokens <= maxRequestTokens);
      if (!fits) return { items, isFull: true };
      items.push(item);
      tokens += item.tokens;
    }
    return { items, isFull: items.length >= maxInputs };
  }

  private dropCancelled(): void {
    const cancelled = this.waiting.filter(({ signal }) => signal?.aborted);
    if (cancelled.length === 0) return;
    this.waiting = this.waiting.filter(({ signal }) => !signal?.aborted);
    for (const { reject } of cancelled) reject(new CancelledError());
  }

  private async send(items: readonly Item[]): Promise<void> {
    const { exchange, model, encoding, askedDimensions, dimensions, jobDeadlineMs, memory } = this.parts;
    const learned = memory.read();
    const call = {
      baseUrl: exchange.endpoint.baseUrl,
      model,
      inputs: items.map(({ text }) => text),
      role: 'document',
      dimensions: askedDimensions,
      encoding: learned.floatOnly ? 'float' : encoding,
      asString: learned.asString === true && items.length === 1,
    } as const;
    const cancellation = whenAllAborted(items.map(({ signal }) => signal));
    try {
      const outcome = await exchange.send(call, {
        dimensions,
        deadline: performance.now() + jobDeadlineMs,
        signal: cancellation.signal,
      });
      if ('vectors' in outcome) {
        this.hasSucceeded = true;
        for (const [i, { resolve }] of items.entries()) resolve(outcome.vectors[i]);
        return;
      }
      this.applyRemedy(items, remedyOf(outcome.refused, call), outcome.refused.error, learned);
    } catch (error) {
      for (const { reject } of items) reject(error);
      // What waits would meet the same: whoever wants it sent asks again.
      if (error instanceof SemanticSearchError) this.rejectAll(error);
    } finally {
      cancellation.release();
    }
  }

  private applyRemedy(
    items: readonly Item[],
    remedy: ReturnType<typeof remedyOf>,
    error: SemanticSearchError,
    learned: LearnedLimits,
  ): void {
    const half = Math.ceil(items.length / 2);
    const tokens = items.reduce((sum, item) => sum + item.tokens, 0);
    switch (remedy) {
      case 'inputs':
        this.learn({ maxInputs: least(learned.maxInputs, half) });
        break;
      case 'tokens':
        this.learn({ maxRequestTokens: least(learned.maxRequestTokens, Math.ceil(tokens / 2)) });
        break;
      case 'array':
        this.learn({ maxInputs: 1, asString: true });
        break;
      case 'encoding':
        this.learn({ floatOnly: true });
        break;
      case 'input':
        if (this.splitFurther(items[0]!)) return;
        this.refuse(items[0]!, error);
        return;
      case 'none':
        if (items.length > 1) this.rejectAll(error, items);
        else this.refuse(items[0]!, error);
        return;
    }
    this.waiting.unshift(...items);
  }

  /** One text that is too long: in two, with the limit learned. False where it cannot be divided. */
  private splitFurther({ text, tokens, signal, resolve, reject }: Item): boolean {
    const maxInputTokens = Math.floor(tokens / 2);
    if (maxInputTokens < leastTokens || splitText(text, maxInputTokens).length < 2) return false;
    this.learn({ maxInputTokens: least(this.parts.memory.read().maxInputTokens, maxInputTokens) });
    this.embed(text, signal).then(resolve, reject);
    return true;
  }

  /** A provider that takes other texts but not this one does not end the run. */
  private refuse(item: Item, error: SemanticSearchError): void {
    if (!this.hasSucceeded) {
      this.rejectAll(error, [item]);
      return;
    }
    this.parts.onRefusedText(error);
    item.resolve(undefined);
  }

  private rejectAll(error: unknown, items: readonly Item[] = []): void {
    for (const { reject } of [...items, ...this.waiting.splice(0)]) reject(error);
  }

  private learn(limits: LearnedLimits): void {
    const { memory } = this.parts;
    memory.write({ ...memory.read(), ...limits });
  }
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b);
}

/** A signal that is aborted when all of several are; one that is undefined never is. */
function whenAllAborted(signals: readonly (AbortSignal | undefined)[]): {
  signal: AbortSignal;
  release: () => void;
} {
  const controller = new AbortController();
  const distinct = [...new Set(signals)];
  const look = (): void => {
    if (distinct.every((signal) => signal?.aborted)) controller.abort();
  };
  for (const signal of distinct) signal?.addEventListener('abort', look);
  look();
  return {
    signal: controller.signal,
    release: () => {
      for (const signal of distinct) signal?.removeEventListener('abort', look);
    },
  };
}
