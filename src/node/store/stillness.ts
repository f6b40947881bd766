/**
 * Longest interval between two observations that counts, milliseconds: in a longer one, this process or the whole
 * machine may have been suspended.
 */
const longestStepMs = 1000;

/**
 * Measures for how long a value was seen unchanged, by the monotonic clock of this process. Clock changes do not
 * affect it. Time in which this process was suspended does not count, because the observed process was most likely
 * suspended too.
 */
export class Stillness {
  private last: string | undefined;
  private lastLookMs = 0;
  private stillMs = 0;
  private changes = 0;

  /** Whether a change was seen. */
  get hasChanged(): boolean {
    return this.changes > 1;
  }

  /**
   * Records the value seen now.
   *
   * @returns for how long that value was seen, milliseconds
   */
  look(seen: string): number {
    const now = performance.now();
    if (seen === this.last) {
      this.stillMs += Math.min(now - this.lastLookMs, longestStepMs);
    } else {
      this.last = seen;
      this.stillMs = 0;
      this.changes++;
    }
    this.lastLookMs = now;
    return this.stillMs;
  }
}
