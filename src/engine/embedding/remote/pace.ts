/** How long a refused rate or concurrency is remembered and not exceeded, milliseconds. */
const ceilingMs = 60_000;
/** Factor for a rate after a refusal. */
const backOff = 0.97;
/** Growth of a rate per second: towards a known ceiling, without a known ceiling, and beyond a ceiling. */
const growth = { known: 0.1, unknown: 0.04, beyond: 0.02 };
const lowestRate = 0.02;
/** A rate that held for this long is about right, milliseconds. */
const sustainedMs = 2000;
/** Number of accepted requests that suffice to measure a rate. */
const enough = 4;
/** A longer pause is not used to measure a rate: a daily quota is used up, or the value is not a duration. */
const longestCycleMs = 2 * 60_000;

/** The requests between two refusals with a retry time. */
interface Cycle {
  readonly beganAt: number;
  readonly endedAt: number;
  /** Requests per second during the cycle, and the ceiling known then. */
  readonly rate: number;
  readonly ceiling: number;
  /** Requests that were not refused. */
  accepted: number;
}

/** Requests in flight when one was refused without a retry time. */
interface Overload {
  readonly at: number;
  /** The concurrency at that time. */
  readonly slots: number;
  refused: number;
}

/**
 * Controls the request rate: starts with the documented concurrency, and slows down after refusals. A refusal with a
 * retry time is a rate limit: the rate is measured from one such refusal to the next, and kept just below. One
 * without a retry time is treated as a concurrency limit, and the concurrency is lowered. Both are forgotten after a
 * while.
 */
export class Pace {
  private slots: number;
  private slotsUntil = 0;
  private overload: Overload | undefined;
  /** Concurrency before the refusals without a retry time of the last minute. */
  private slotsBefore: number;
  /** Requests not answered yet, without those that wait for a retry. */
  private atProvider = 0;
  private lastSuccessAt = -Infinity;
  /** When the first request was started after the last concurrency refusal: only then are fewer in flight. */
  private thinnedAt: number | undefined = -Infinity;

  private rate = Infinity;
  private ceiling = Infinity;
  private ceilingUntil = 0;
  private grownAt = 0;
  private pausedUntil = -Infinity;
  private nextStart = 0;
  private lastCycle: Cycle | undefined;
  private beganAt = 0;
  private startedAt = -Infinity;
  /** Requests of this cycle, including retries of requests refused in the last one. */
  private sent = 0;

  /**
   * @param maxSlots most requests at a time
   * @param now monotonic clock, milliseconds
   */
  constructor(
    private readonly maxSlots: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.slots = maxSlots;
    this.slotsBefore = maxSlots;
  }

  /** Most requests at a time, currently. */
  get concurrency(): number {
    if (this.slots < this.maxSlots && this.now() > this.slotsUntil) {
      this.slots++;
      this.slotsUntil = this.now() + ceilingMs;
    }
    return this.slots;
  }

  /** Time of the last successful answer, by the clock of this pace; -Infinity before the first one. */
  get succeededAt(): number {
    return this.lastSuccessAt;
  }

  /** Milliseconds until the next request may start. */
  get delayMs(): number {
    return Math.max(0, this.pausedUntil - this.now(), this.nextStart - this.now());
  }

  /** Records that a request starts. */
  started(): void {
    const now = this.now();
    this.grow(now);
    this.thinnedAt ??= now;
    const intervalMs = 1000 / this.rate;
    const idleMs = now - Math.max(this.startedAt, this.pausedUntil);
    // Requests before an idle time do not measure a rate.
    if (idleMs > sustainedMs + 2 * intervalMs) {
      this.beganAt = now;
      this.sent = 0;
    }
    this.startedAt = now;
    this.sent++;
    this.nextStart = Math.max(now, this.nextStart) + intervalMs;
  }

  /** Records that a request is sent to the provider, first try or retry. */
  went(): void {
    this.atProvider++;
  }

  /** Records that a request is answered, or never will be. */
  came(): void {
    this.atProvider--;
  }

  /** @param resetMs how long until more may be sent, if the answer says that no more requests remain */
  succeeded(resetMs?: number): void {
    this.lastSuccessAt = this.now();
    // The rate already covers shorter times, which were counted from when the request arrived.
    if (resetMs === undefined || resetMs < 2000 / this.rate) return;
    this.pausedUntil = Math.max(this.pausedUntil, this.now() + resetMs);
  }

  /**
   * Slows down after a refusal.
   *
   * @param sentAt when the refused request was sent, by the same clock; requests sent before the last step down are
   *   ignored
   * @param retryAfterMs the retry time of the refusal
   * @returns milliseconds until the retry, staggered over requests that were refused together; undefined if the
   *   refusal gives no time
   */
  refused(sentAt: number, retryAfterMs: number | undefined): number | undefined {
    const now = this.now();
    if (retryAfterMs === undefined) {
      this.thin(sentAt, now);
      return undefined;
    }
    this.pausedUntil = Math.max(this.pausedUntil, now + retryAfterMs);
    if (retryAfterMs > longestCycleMs) return this.pausedUntil - now;
    if (!this.lastCycle || sentAt >= this.lastCycle.endedAt) this.endCycle(now);
    this.lastCycle!.accepted--;
    this.learnFrom(this.lastCycle!);
    const retries = this.sent++;
    this.nextStart = this.pausedUntil + (this.sent * 1000) / this.rate;
    return this.pausedUntil - now + (retries * 1000) / this.rate;
  }

  /** Ends the pause. */
  resume(): void {
    this.pausedUntil = -Infinity;
    this.nextStart = 0;
  }

  /**
   * Lowers the concurrency by the number of refused requests. If no other request was in flight, the concurrency is
   * not the cause: most likely a per-minute quota is used up, and the requests before were refused for it too.
   */
  private thin(sentAt: number, now: number): void {
    if (this.atProvider === 0) {
      this.slots = Math.max(this.slots, this.slotsBefore);
      return;
    }
    if (this.thinnedAt !== undefined && sentAt >= this.thinnedAt) {
      if (!this.overload || now - this.overload.at > ceilingMs) this.slotsBefore = this.slots;
      this.overload = { at: now, slots: this.slots, refused: 0 };
      this.thinnedAt = undefined;
    }
    if (!this.overload || sentAt > this.overload.at) return;
    const { slots } = this.overload;
    const refused = ++this.overload.refused;
    this.slots = Math.max(1, slots - (refused < slots ? refused : 1));
    this.slotsUntil = now + ceilingMs;
  }

  private endCycle(now: number): void {
    const { beganAt, rate, ceiling, sent } = this;
    this.lastCycle = { beganAt, endedAt: now, rate, ceiling, accepted: sent };
    this.grownAt = this.pausedUntil;
    this.beganAt = this.pausedUntil;
    this.sent = 0;
  }

  /**
   * Called again with each further refusal of the same requests: the number of accepted ones is known after the last
   * one only.
   */
  private learnFrom({ beganAt, endedAt, rate, ceiling, accepted }: Cycle): void {
    // The accepted requests count for the whole time until the pause ends.
    const measured = (Math.max(1, accepted) * 1000) / Math.max(1, this.pausedUntil - beganAt);
    const isSustained = endedAt - beganAt >= sustainedMs;
    const isTelling = isSustained || accepted >= enough;
    this.ceiling = isTelling ? rate : ceiling;
    if (isTelling) this.ceilingUntil = endedAt + ceilingMs;
    const lower = accepted >= enough ? measured : Math.max(measured, rate / 2);
    const next =
      rate === Infinity ? measured : isSustained ? rate * backOff : Math.min(rate * backOff, lower);
    this.rate = Math.max(lowestRate, next);
  }

  private grow(now: number): void {
    if (this.rate === Infinity) return;
    const seconds = Math.max(0, now - this.grownAt) / 1000;
    this.grownAt = Math.max(now, this.grownAt);
    const known = this.ceiling * backOff;
    if (this.rate < known) {
      const share = known === Infinity ? growth.unknown : growth.known;
      this.rate = Math.min(known, this.rate * (1 + share * seconds));
    } else if (now > this.ceilingUntil) {
      this.rate *= 1 + growth.beyond * seconds;
    }
  }
}
