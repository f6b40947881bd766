/** Minimum time between two checks, in milliseconds. */
const intervalMs = 10_000;

/**
 * Minimum time between two checks, as a multiple of the time of a check that finds nothing: polling must not keep an idle machine
 * busy.
 */
const restFactor = 20;

/** Calls `check` at once and then at intervals, from `start` to `stop`. */
export class Polling {
  private timer: NodeJS.Timeout | undefined;
  private turn = 0;
  /** Shortest check so far. Most checks find nothing, so this is the cost of such a check. */
  private quickestMs = Infinity;

  /** @param check resolves when everything was checked, or to false if nothing was checked; must not reject */
  constructor(private readonly check: () => Promise<boolean>) {}

  start(): void {
    this.stop();
    void this.poll(this.turn);
  }

  stop(): void {
    this.turn++;
    clearTimeout(this.timer);
  }

  dispose(): void {
    this.stop();
  }

  private async poll(turn: number): Promise<void> {
    const started = performance.now();
    const hasChecked = await this.check();
    if (turn !== this.turn) return;
    if (hasChecked) this.quickestMs = Math.min(this.quickestMs, performance.now() - started);
    const restMs = hasChecked ? this.quickestMs * restFactor : 0;
    this.timer = setTimeout(() => void this.poll(turn), Math.max(intervalMs, restMs));
  }
}
