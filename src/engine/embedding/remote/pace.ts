/** Successes that the measured rate is taken from. */
const measured = 256;
const measureMs = 5000;
/** A rate that was refused is gone back from by this share, and approached again this slowly. */
const backOff = 0.97;
const growthPerSecond = 0.1;
/** For so long a rate or a number of requests that was refused is not tried again. */
const ceilingMs = 60_000;
const lowestRate = 0.2;

/**
 * How fast requests follow each other: as many at once as the provider is documented to take, and slower once it
 * refuses. A refusal that says how long to wait tells of a rate: it is measured, and kept just below. One that says nothing tells
 * of too many at once: one less is tried. Both are forgotten after a while.
 */
export class Pace {
  private slots: number;
  private rate = Infinity;
  private ceiling = Infinity;
  private ceilingUntil = 0;
  private slotsUntil = 0;
  private pausedUntil = 0;
  private nextStart = 0;
  private grownAt = 0;
  private reducedAt = 0;
  private successes: number[] = [];

  /**
   * @param maxSlots most requests at a time
   * @param now milliseconds, growing
   */
  constructor(
    private readonly maxSlots: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.slots = maxSlots;
  }

  /** Most requests at a time, for now. */
  get concurrency(): number {
    if (this.slots < this.maxSlots && this.now() > this.slotsUntil) {
      this.slots++;
      this.slotsUntil = this.now() + ceilingMs;
    }
    return this.slots;
  }

  /** Milliseconds until the next request may start. */
  get delayMs(): number {
    return Math.max(0, this.pausedUntil - this.now(), this.nextStart - this.now());
  }

  /** Notes that a request starts. */
  started(): void {
    const now = this.now();
    this.grow(now);
    if (this.rate < Infinity) this.nextStart = Math.max(now, this.nextStart) + 1000 / this.rate;
  }

  /** @param resetMs how long until more may be sent, where the answer says that this was the last */
  succeeded(resetMs?: number): void {
    this.successes.push(this.now());
    if (this.successes.length > measured) this.successes.shift();
    if (resetMs !== undefined) this.pausedUntil = Math.max(this.pausedUntil, this.now() + resetMs);
  }

  /**
   * Slows down.
   *
   * @param sentAt when the refused request was sent, by the same clock: what was sent before the last step down tells nothing new
   * @param retryAfterMs what the refusal asks for
   */
  refused(sentAt: number, retryAfterMs: number | undefined): void {
    const now = this.now();
    if (retryAfterMs !== undefined) this.pausedUntil = Math.max(this.pausedUntil, now + retryAfterMs);
    if (sentAt < this.reducedAt) return;
    this.reducedAt = now;
    if (retryAfterMs === undefined) {
      this.slots = Math.max(1, this.slots - 1);
      this.slotsUntil = now + ceilingMs;
      return;
    }
    this.ceiling = Math.min(this.rate, this.measuredRate(now));
    this.ceilingUntil = now + ceilingMs;
    this.rate = Math.max(lowestRate, this.ceiling * backOff);
    this.grownAt = now;
  }

  private measuredRate(now: number): number {
    const recent = this.successes.filter((at) => at > now - measureMs);
    const [first] = recent;
    if (first === undefined) return lowestRate;
    // A burst that lasted less than a second was a second's worth.
    return (recent.length * 1000) / Math.max(1000, now - first);
  }

  private grow(now: number): void {
    if (this.rate === Infinity) return;
    const seconds = (now - this.grownAt) / 1000;
    this.grownAt = now;
    const grown = this.rate * (1 + growthPerSecond * seconds);
    const isForgotten = now > this.ceilingUntil;
    this.rate = isForgotten ? grown : Math.min(grown, Math.max(this.rate, this.ceiling * backOff));
  }
}
