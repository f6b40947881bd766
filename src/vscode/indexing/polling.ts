/** Minimum time between two checks, in milliseconds. */
const intervalMs = 10_000;

/**
 * Minimum time between two checks, as a multiple of the time of a check that finds nothing: polling must not keep an idle machine
 * busy.
 */
const restFactor = 20;

/** Calls `look` at once and then at intervals, from `start` to `stop`. */
export class Polling {
  private timer: NodeJS.Timeout | undefined;
  private turn = 0;
  /** Shortest check so far. Most checks find nothing, so this is the cost of such a check. */
  private quickestMs = Infinity;

  /** @param look resolves when everything was checked, or to false if nothing was checked; must not reject */
  constructor(private readonly look: () => Promise<boolean>) {}

  start(): void {
    this.stop();
    void this.goOn(this.turn);
  }

  stop(): void {
    this.turn++;
    clearTimeout(this.timer);
  }

  dispose(): void {
    this.stop();
  }

  private async goOn(turn: number): Promise<void> {
    const started = performance.now();
    const hasLooked = await this.look();
    if (turn !== this.turn) return;
    if (hasLooked) this.quickestMs = Math.min(this.quickestMs, performance.now() - started);
    const restMs = hasLooked ? this.quickestMs * restFactor : 0;
    this.timer = setTimeout(() => void this.goOn(turn), Math.max(intervalMs, restMs));
  }
}
