/** Longest time between two looks that counts: if it was longer, this process or the whole machine may have stood still. */
const longestStepMs = 1000;

/**
 * Measures for how long something was seen unchanged, by the monotonic clock of this process. Clocks that jump do not
 * disturb it, and time in which this process itself was suspended does not count: what it watches was so most likely, too.
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
   * Notes what is seen now.
   *
   * @returns for how long that was seen, milliseconds
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
