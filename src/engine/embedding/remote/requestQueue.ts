import { CancelledError, SemanticSearchError } from '../../../common/errors/errors';
import { timerDelay } from '../../../common/timers';
import { AbortWatch } from './abortWatch';
import type { Exchange } from './exchange';
import type { EmbeddingAsk, ExchangeOptions, ExchangeOutcome, Refused } from './exchangeTypes';
import type { KnownLimits } from './knownLimits';
import { LastingFailure } from './lastingFailure';
import { LimitsFromRefusals } from './limitsFromRefusals';
import type { Pace } from './pace';
import {
  fitsBeside,
  isCancelled,
  nextBatch,
  queuedTexts,
  type Piece,
  type QueuedText,
  type TextMarks,
  type Waiter,
} from './requestPacking';
import { probeTexts } from './probe';
import { RefusedTexts } from './refusedTexts';
import { RequestsUnderWay, type RequestUnderWay } from './requestsUnderWay';
import { remedyOf, type Remedy } from './sizeRefusal';
import { Suspects } from './suspects';
import { outcomeOf, type TextOutcome } from './textOutcome';

/** Dependencies of a queue. */
export interface RequestQueueParts {
  readonly exchange: Exchange;
  readonly pace: Pace;
  readonly limits: KnownLimits;
  /** The prefix of each text, and of each part of one. */
  readonly prefix: string;
  /** Dimensions to request; undefined: the field is not sent. */
  readonly askedDimensions: number | undefined;
  /** Required dimensions of the vectors. */
  readonly dimensions: number;
  /** How long one request is retried, milliseconds. */
  readonly jobDeadlineMs: number;
  /** Called with each text that the provider refuses; the text gets no vector. */
  readonly onRefusedText: (error: SemanticSearchError) => void;
  /** The error if the provider accepts no requests for this many milliseconds. */
  readonly pausedFor: (delayMs: number) => SemanticSearchError;
}

/** Texts that arrive within this many milliseconds of each other are sent together. */
const gatherMs = 4;
/**
 * The longest wait for a provider that accepts no requests, milliseconds. If it asks for more, the waiting texts
 * fail.
 */
const longestPauseMs = 5 * 60_000;
/** This many refused texts, if more than were accepted, mean that the provider is at fault. */
const mostRefused = 100;
/**
 * Tries of a probe. After a broken connection the usual number applies: the server may have crashed and be
 * restarting.
 */
const probeTries = 2;
/**
 * Documents on their way to a provider. Texts of all callers are packed into requests that are as full as the limits
 * allow, and sent at the rate and concurrency that {@link Pace} allows. A request that is refused for its size is
 * split, and the limit learned. Until the first vectors arrive, and after a refusal until the next vectors arrive,
 * one request is sent at a time, so that an error costs one request. If a request fails for another reason, one of
 * its texts may be the cause: its texts become {@link Suspects} and are sent separately, without other requests,
 * until those that the provider cannot embed are found. These get no vector. If the provider refuses a text of the
 * extension's own too, it is at fault, and the run ends.
 */
export class RequestQueue {
  private waiting: QueuedText[] = [];
  private readonly underWay = new RequestsUnderWay();
  private readonly cancellations = new AbortWatch(() => {
    this.dropCancelled();
  });
  private timer: NodeJS.Timeout | undefined;
  private gatheredUntil = 0;
  private readonly suspects = new Suspects();
  private readonly refusedTexts = new RefusedTexts();
  /** Texts accepted, and refused, since the last failure. */
  private taken = 0;
  private refused = 0;
  /** Tokens of the longest accepted text. */
  private longestTaken = 0;
  /** Requests with the current limits are accepted. */
  private isSure = false;
  private limitChanges = 0;
  private readonly failure = new LastingFailure();
  private readonly refusedSizes: LimitsFromRefusals;

  constructor(private readonly parts: RequestQueueParts) {
    this.refusedSizes = new LimitsFromRefusals(parts.limits);
  }

  /**
   * The vector of a text. If the provider refuses a part of it, the vector of the rest.
   *
   * @param wasRefused in an earlier run: it is not sent with others
   * @throws CancelledError, SemanticSearchError
   */
  async embed(text: string, signal?: AbortSignal, wasRefused = false): Promise<TextOutcome> {
    const known = this.refusedTexts.find(text);
    if (known) return { refusal: known };
    const outcome = outcomeOf(await this.enqueue(text, signal, wasRefused));
    if (outcome.refusal) this.refusedTexts.keep(text, outcome.refusal);
    return outcome;
  }

  private enqueue(
    text: string,
    signal: AbortSignal | undefined,
    wasRefused: boolean,
  ): Promise<readonly Piece[]> {
    if (signal?.aborted) return Promise.reject(new CancelledError());
    const failure = this.failure.next();
    if (failure) return Promise.reject(failure);
    this.cancellations.add(signal);
    return new Promise((resolve, reject) => {
      const waiter = { signal, resolve, reject };
      if (wasRefused) this.suspects.addRefused(this.partsOf(text, waiter, { wasRefused }));
      else this.waiting.push(...this.partsOf(text, waiter));
      this.gatheredUntil = performance.now() + gatherMs;
      this.schedule(gatherMs);
    });
  }

  private partsOf(text: string, waiter: Waiter, marks?: TextMarks): QueuedText[] {
    const { prefix, limits } = this.parts;
    return queuedTexts(text, prefix, limits.current, waiter, marks);
  }

  private get hasRoom(): boolean {
    const { underWay } = this;
    // A suspect is sent alone: any other request in flight could be the cause.
    if (!this.suspects.isEmpty) return underWay.isEmpty;
    if (!this.isSure && underWay.hasSentAfter(this.limitChanges)) return false;
    return underWay.atProvider < this.parts.pace.concurrency;
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
    this.failure.clear();
    this.isSure = false;
    pace.resume();
    exchange.tryNow();
    clearTimeout(this.timer);
    this.timer = undefined;
    this.pump();
  }

  /** Sends all requests that may be sent now. */
  private pump(): void {
    // Texts of a refused request may have been cancelled before they return to the queue.
    this.dropCancelled();
    const { pace, jobDeadlineMs, pausedFor } = this.parts;
    while ((this.waiting.length > 0 || !this.suspects.isEmpty) && this.hasRoom) {
      const { delayMs } = pace;
      if (delayMs > Math.min(jobDeadlineMs, longestPauseMs)) {
        this.reject(pausedFor(delayMs), [...this.suspects.clear(), ...this.waiting.splice(0)]);
        return;
      }
      if (delayMs > 0) {
        this.schedule(delayMs);
        return;
      }
      const { items, type, isFull } = this.nextRequest();
      if (items.length === 0) continue;
      const gatherForMs = this.gatheredUntil - performance.now();
      if (!isFull && gatherForMs > 0) {
        this.schedule(gatherForMs);
        return;
      }
      if (type === 'usual') this.waiting.splice(0, items.length);
      const request = this.underWay.begin({ items, type, limitChanges: this.limitChanges });
      pace.started();
      void (type === 'probe' ? this.probe(request) : this.send(request)).finally(() => {
        this.underWay.end(request);
        this.pump();
      });
    }
  }

  /** The next request; without texts if a text was refused instead. */
  private nextRequest(): Pick<RequestUnderWay, 'items' | 'type'> & { readonly isFull: boolean } {
    const { current } = this.parts.limits;
    const step = this.suspects.next();
    switch (step?.type) {
      case undefined:
        return { ...nextBatch(this.waiting, current), type: 'usual' };
      case 'probe':
        return { items: this.suspects.all, type: 'probe', isFull: true };
      case 'send':
        return { ...nextBatch(step.items, current), type: 'group' };
      case 'refuse':
        this.suspects.refused(step.item);
        this.refuse(step.item, step.error);
        return { items: [], type: 'usual', isFull: true };
    }
  }

  /** A request is aborted only when all its texts are cancelled. */
  private dropCancelled(): void {
    const cancelled = this.items.filter(isCancelled);
    this.waiting = this.waiting.filter((item) => !isCancelled(item));
    this.suspects.remove(cancelled);
    for (const item of cancelled) item.reject(new CancelledError());
    this.underWay.abortCancelled();
  }

  /** Resolves to undefined if it failed and its callers were rejected. */
  private async ask(
    request: RequestUnderWay,
    inputs: readonly string[],
    tries: Pick<ExchangeOptions, 'doubts'>,
  ): Promise<{ readonly outcome: ExchangeOutcome; readonly ask: EmbeddingAsk } | undefined> {
    const { exchange, prefix, askedDimensions, dimensions, jobDeadlineMs, limits } = this.parts;
    const ask: EmbeddingAsk = {
      inputs: inputs.map((text) => prefix + text),
      role: 'document',
      dimensions: askedDimensions,
      asString: limits.learned.asString === true && inputs.length === 1,
    };
    try {
      const outcome = await exchange.send(ask, {
        ...tries,
        dimensions,
        deadline: performance.now() + jobDeadlineMs,
        signal: request.cancellation.signal,
        onMove: (isAtProvider) => {
          request.isAtProvider = isAtProvider;
          if (!isAtProvider) this.pump();
        },
      });
      return { outcome, ask };
    } catch (error) {
      if (error instanceof SemanticSearchError) this.fail(error, request.items);
      else this.reject(error, request.items);
      this.suspects.remove(request.items);
      return undefined;
    }
  }

  private async send(request: RequestUnderWay): Promise<void> {
    const { items, type } = request;
    const { limits, prefix } = this.parts;
    // If they all had no vector once, a text of the extension's own checks whether the provider answers at all.
    const isToBeProbed =
      items.every(({ doubt }) => doubt) && fitsBeside(items, prefix + probeTexts[0], limits.current);
    const probes = isToBeProbed ? probeTexts.slice(0, 1) : [];
    const inputs = [...probes, ...items.map(({ text }) => text)];
    const exchanged = await this.ask(request, inputs, type === 'group' ? { doubts: 1 } : {});
    if (!exchanged) return;
    const { outcome, ask } = exchanged;
    if ('refused' in outcome) {
      this.applyRemedy(request, remedyOf(outcome.refused, ask), outcome.refused);
      return;
    }
    if (outcome.encodingWasWrong) this.refusedSizes.restoreRequestLimits(items[0]!);
    // Requests sent before a size refusal may have been small by chance.
    if (request.limitChanges === this.limitChanges) this.isSure = true;
    this.suspects.answered();
    if (type === 'group') this.suspects.settled(items);
    for (const [i, item] of items.entries()) {
      const vector = outcome.vectors[i + probes.length];
      if (vector) this.take(item, vector);
      else this.missed(item, outcome.flaw!);
    }
  }

  /**
   * Checks whether the provider works, with two texts if it accepts as many, because an answer may be wrong only for
   * several.
   */
  private async probe(request: RequestUnderWay): Promise<void> {
    const suspected = this.suspects.failure!;
    const isDown = suspected.code === 'PROVIDER_UNREACHABLE';
    const tries = isDown ? {} : { doubts: probeTries };
    const { limits } = this.parts;
    for (let texts = probeTexts.slice(0, limits.current.maxInputs); ; texts = texts.slice(0, 1)) {
      const exchanged = await this.ask(request, texts, tries);
      if (!exchanged) return;
      const { outcome, ask } = exchanged;
      if ('vectors' in outcome) {
        this.suspects.answered();
        return;
      }
      const remedy = remedyOf(outcome.refused, ask);
      if (remedy === 'array') {
        limits.learn({ maxInputs: 1, asString: true });
      } else if (remedy === 'none' || texts.length === 1) {
        const { error } = outcome.refused;
        this.fail(error.code === suspected.code ? suspected : error);
        return;
      }
    }
  }

  private take(item: QueuedText, vector: Float32Array): void {
    this.taken++;
    this.longestTaken = Math.max(this.longestTaken, item.tokens);
    item.resolve([{ vector, weight: item.text.length }]);
  }

  /**
   * Other texts of the same request have vectors. A batch may fail once for one text, so it is sent again with other
   * texts.
   */
  private missed(item: QueuedText, error: SemanticSearchError): void {
    const failures = (item.doubt?.failures ?? 0) + 1;
    if (failures > 1 || item.wasRefused) {
      this.refuse(item, error);
      return;
    }
    item.doubt = { failures, error };
    this.waiting.splice(this.parts.limits.current.maxInputs - 1, 0, item);
  }

  private applyRemedy(request: RequestUnderWay, remedy: Remedy, { error }: Refused): void {
    const { items, limitChanges, type } = request;
    if (remedy === 'input' || remedy === 'none') {
      this.refusedSizes.restoreRequestLimits(items[0]!);
      if (remedy === 'input' && this.divide(items[0]!)) this.suspects.remove(items);
      else this.suspect(request, error);
      return;
    }
    this.refusedSizes.tighten(remedy, items, this.items);
    // Other requests that were in flight with it teach the same limit; count it once.
    if (limitChanges === this.limitChanges) {
      this.limitChanges++;
      this.isSure = false;
    }
    if (type === 'group') this.suspects.remove(items);
    this.waiting.unshift(...items);
  }

  private suspect({ items, type }: RequestUnderWay, error: SemanticSearchError): void {
    if (type === 'group') this.suspects.failed(items, error);
    else this.suspects.addFailed(items, error);
  }

  /** Divides a text that is too long. False if it cannot be divided, or its length is not the cause. */
  private divide(item: QueuedText): boolean {
    const shortened = this.refusedSizes.shorten(item, this.longestTaken);
    if (!shortened) return false;
    const { maxInputTokens, beforeDivided } = shortened;
    // Waiting texts may be as long.
    const waiting = this.waiting.flatMap((other) =>
      other.tokens > maxInputTokens ? this.partsOf(other.text, other) : [other],
    );
    // Put first, so that callers that wait for it and for others do not wait longer than necessary.
    this.waiting = [
      ...this.partsOf(item.text, item, { beforeDivided, wasRefused: item.wasRefused }),
      ...waiting,
    ];
    return true;
  }

  /** A refused text does not end the run, unless too many texts are refused. */
  private refuse(item: QueuedText, error: SemanticSearchError): void {
    this.parts.onRefusedText(error);
    const isSame = ({ text }: QueuedText): boolean => text === item.text;
    const copies = [...this.suspects.all, ...this.waiting].filter(isSame);
    this.suspects.remove(copies);
    this.waiting = this.waiting.filter((other) => !isSame(other));
    for (const { resolve } of [item, ...copies]) resolve([{ refusal: error }]);
    if (item.wasRefused) return;
    if (++this.refused >= mostRefused && this.refused > this.taken) this.fail(error);
  }

  /** The texts that wait or are under way; those of a probe twice. */
  private get items(): QueuedText[] {
    return [...this.waiting, ...this.suspects.all, ...this.underWay.items];
  }

  /** Waiting texts would fail in the same way; callers that still need them ask again. */
  private fail(error: SemanticSearchError, items: readonly QueuedText[] = []): void {
    const isLasting = error.retryAfterMs === undefined;
    if (isLasting) this.failure.set(error);
    this.taken = 0;
    this.refused = 0;
    // One request checks whether the cause is gone.
    this.isSure = false;
    this.reject(error, [...items, ...this.suspects.clear(), ...this.waiting.splice(0)]);
  }

  private reject(error: unknown, items: readonly QueuedText[]): void {
    for (const { reject } of items) reject(error);
  }
}
