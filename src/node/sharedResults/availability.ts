/** Failures in a row after which a place is left alone. */
const failuresAllowed = 8;
/** How long it is left alone first, and at most, milliseconds; doubled with each outage in a row. */
const firstPauseMs = 30_000;
const longestPauseMs = 10 * 60_000;

/**
 * Whether a place is asked. After failures in a row it is left alone for a time that grows, so that a place that is gone
 * or slow delays a run by little.
 */
export class Availability {
  private failures = 0;
  private outages = 0;
  private pausedUntil = -Infinity;
  private reason: string | undefined;

  /** @param now time in milliseconds, which never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {}

  get isPaused(): boolean {
    return this.now() < this.pausedUntil;
  }

  /** Why the place was left alone last; undefined if it has answered since. */
  get fault(): string | undefined {
    return this.reason;
  }

  /** @returns whether this ends an outage */
  noteAnswer(): boolean {
    const wasOut = this.reason !== undefined;
    this.failures = 0;
    this.reason = undefined;
    return wasOut;
  }

  /** All answers of a call came in time. A place that answers single questions only is left alone for longer each time. */
  noteCalm(): void {
    this.outages = 0;
  }

  /** @returns whether the place is left alone because of this failure, and was not before */
  noteFailure(reason: string): boolean {
    this.failures++;
    return this.failures >= failuresAllowed && this.pause(reason);
  }

  /**
   * Leaves the place alone.
   *
   * @param ms how long; by default it grows with each outage in a row
   * @returns false if it already was
   */
  pause(reason: string, ms = Math.min(longestPauseMs, firstPauseMs * 2 ** this.outages)): boolean {
    if (this.isPaused) return false;
    this.failures = 0;
    this.outages++;
    this.pausedUntil = this.now() + ms;
    this.reason = reason;
    return true;
  }

  /** Leaves the place alone for the longest time: it will hardly be different soon. */
  pauseLong(reason: string): boolean {
    return this.pause(reason, longestPauseMs);
  }
}
