/** Failures in a row after which a place is not asked for a time. */
const failuresAllowed = 8;
/** First and longest pause, milliseconds; doubled with each outage in a row. */
const firstPauseMs = 30_000;
const longestPauseMs = 10 * 60_000;

/**
 * Whether a place is asked. After failures in a row there are pauses of growing length, so that a place that is gone or
 * slow hardly delays a run.
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

  /** Reason of the last pause; undefined if the place has answered since. */
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

  /** All answers of a call came in time: only this makes the next pause short again, not the answer to a single question. */
  noteCalm(): void {
    this.outages = 0;
  }

  /** @returns whether this failure begins a pause */
  noteFailure(reason: string): boolean {
    this.failures++;
    return this.failures >= failuresAllowed && this.pause(reason);
  }

  /**
   * Begins a pause.
   *
   * @param ms how long; by default it grows with each outage in a row
   * @returns false if one is in progress
   */
  pause(reason: string, ms = Math.min(longestPauseMs, firstPauseMs * 2 ** this.outages)): boolean {
    if (this.isPaused) return false;
    this.failures = 0;
    this.outages++;
    this.pausedUntil = this.now() + ms;
    this.reason = reason;
    return true;
  }

  /** Begins the longest pause, for a cause that will hardly change soon. */
  pauseLong(reason: string): boolean {
    return this.pause(reason, longestPauseMs);
  }
}
