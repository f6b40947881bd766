/** Delay before the first retry of a failed write, milliseconds; doubled with each failure. */
const firstRetryMs = 1000;
const longestRetryMs = 60_000;

/** When a failing write is tried again: later after each failure. */
export class WriteRetry {
  #failures = 0;
  /** By `performance.now()`. */
  #retryAt = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param retry called when the next try is due. The timer does not keep the process running. */
  constructor(private readonly retry: () => void) {}

  /** The last write failed. */
  get isFailing(): boolean {
    return this.#failures > 0;
  }

  /** Nothing has failed, or it is time to try again. */
  get isDue(): boolean {
    return !this.isFailing || performance.now() >= this.#retryAt;
  }

  /** @returns whether writes failed already before */
  noteFailure(): boolean {
    const wasFailing = this.isFailing;
    const delayMs = Math.min(longestRetryMs, firstRetryMs * 2 ** this.#failures);
    this.#failures++;
    this.#retryAt = performance.now() + delayMs;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // A timer may fire a fraction of a millisecond early.
      this.hurry();
      this.retry();
    }, delayMs);
    this.#timer.unref();
    return wasFailing;
  }

  /** @returns whether writes failed before */
  noteSuccess(): boolean {
    const wasFailing = this.isFailing;
    this.#failures = 0;
    this.stop();
    return wasFailing;
  }

  /** The next try is due now. */
  hurry(): void {
    this.#retryAt = 0;
  }

  /** Does not call `retry` any more, until the next failure. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
