/** A rate or a number of requests that was refused is not tried again for so long, milliseconds. */
const ceilingMs = 60_000;
/** A rate that was refused is gone back from by this share. */
const backOff = 0.97;
/** How fast a rate grows, a second: towards one that was refused, where none is known, and beyond one that was refused. */
const growth = { known: 0.1, unknown: 0.04, beyond: 0.02 };
const lowestRate = 0.02;
/** A rate that was kept up for so long is about right, milliseconds. */
const sustainedMs = 2000;
/** So many requests that were taken tell of a rate. */
const enough = 4;
/** A longer pause is no measure of a rate: a day's worth is used up, or what was sent is no time. */
const longestCycleMs = 2 * 60_000;

/** What was sent between two refusals that ask to wait. */
interface Cycle {
  readonly beganAt: number;
  readonly endedAt: number;
  /** Per second, while it lasted, and what was known then not to be taken. */
  readonly rate: number;
  readonly ceiling: number;
  /** Requests that were not refused. */
  accepted: number;
}

/** Requests under way when one was refused without a word of how long to wait. */
interface Crowd {
  readonly at: number;
  /** How many were allowed. */
  readonly slots: number;
  refused: number;
}

/**
 * How fast requests follow each other: as many at once as the provider is documented to take, and slower once it
 * refuses. A refusal that says how long to wait tells of a rate: it is measured from one such refusal to the next, and kept just
 * below. One that says nothing tells of too many at once: fewer are tried. Both are forgotten after a while.
 */
export class Pace {
  private slots: number;
  private slotsUntil = 0;
  private crowd: Crowd | undefined;
  /** Before the crowds of the last minute. */
  private slotsBefore: number;
  /** Requests that are not answered yet; those that wait to be sent again are not among them. */
  private atProvider = 0;
  private lastSuccessAt = -Infinity;
  /** When a request was started first after the last refusal of a crowd: only then there are fewer. */
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
  /** Requests of this cycle, those included that were refused in the last one and are sent again. */
  private sent = 0;

  /**
   * @param maxSlots most requests at a time
   * @param now milliseconds, growing
   */
  constructor(
    private readonly maxSlots: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.slots = maxSlots;
    this.slotsBefore = maxSlots;
  }

  /** Most requests at a time, for now. */
  get concurrency(): number {
    if (this.slots < this.maxSlots && this.now() > this.slotsUntil) {
      this.slots++;
      this.slotsUntil = this.now() + ceilingMs;
    }
    return this.slots;
  }

  /** When a request was answered as it should be the last time, by the clock of this pace; -Infinity before the first one was. */
  get succeededAt(): number {
    return this.lastSuccessAt;
  }

  /** Milliseconds until the next request may start. */
  get delayMs(): number {
    return Math.max(0, this.pausedUntil - this.now(), this.nextStart - this.now());
  }

  /** Notes that a request starts. */
  started(): void {
    const now = this.now();
    this.grow(now);
    this.thinnedAt ??= now;
    const intervalMs = 1000 / this.rate;
    const idleMs = now - Math.max(this.startedAt, this.pausedUntil);
    // What is counted over an idle time tells of no rate.
    if (idleMs > sustainedMs + 2 * intervalMs) {
      this.beganAt = now;
      this.sent = 0;
    }
    this.startedAt = now;
    this.sent++;
    this.nextStart = Math.max(now, this.nextStart) + intervalMs;
  }

  /** Notes that a request goes to the provider, the first time or again. */
  went(): void {
    this.atProvider++;
  }

  /** Notes that a request is answered, or never will be. */
  came(): void {
    this.atProvider--;
  }

  /** @param resetMs how long until more may be sent, where the answer says that this was the last */
  succeeded(resetMs?: number): void {
    this.lastSuccessAt = this.now();
    // Shorter ones are kept by the rate already, and were counted from when the request arrived.
    if (resetMs === undefined || resetMs < 2000 / this.rate) return;
    this.pausedUntil = Math.max(this.pausedUntil, this.now() + resetMs);
  }

  /**
   * Slows down.
   *
   * @param sentAt when the refused request was sent, by the same clock: what was sent before the last step down tells nothing new
   * @param retryAfterMs what the refusal asks for
   * @returns after how many milliseconds to send it again, so that those refused together do not come back together;
   * undefined where the refusal does not say
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

  /** Forgets that nothing is to be sent for a while. */
  resume(): void {
    this.pausedUntil = -Infinity;
    this.nextStart = 0;
  }

  /**
   * As many fewer at once as were refused. Where nothing else was with the provider it was not for their number: most likely a
   * minute's worth is used up, and those before were refused for that, too.
   */
  private thin(sentAt: number, now: number): void {
    if (this.atProvider === 0) {
      this.slots = Math.max(this.slots, this.slotsBefore);
      return;
    }
    if (this.thinnedAt !== undefined && sentAt >= this.thinnedAt) {
      if (!this.crowd || now - this.crowd.at > ceilingMs) this.slotsBefore = this.slots;
      this.crowd = { at: now, slots: this.slots, refused: 0 };
      this.thinnedAt = undefined;
    }
    if (!this.crowd || sentAt > this.crowd.at) return;
    const { slots } = this.crowd;
    const refused = ++this.crowd.refused;
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

  /** Called again with each further refusal of the same requests: only the last one knows how many were taken. */
  private learnFrom({ beganAt, endedAt, rate, ceiling, accepted }: Cycle): void {
    // What was taken has to do until the pause is over.
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
