/** Between two looks, milliseconds, at least. */
const intervalMs = 10_000;

/** And at least so many times as long as a look takes where nothing changed: it may not keep a machine busy that only waits. */
const restFactor = 20;

/** Looks again and again, at once and then at intervals, from `start` to `stop`. */
export class Polling {
  private timer: NodeJS.Timeout | undefined;
  private turn = 0;
  /** Of all looks so far: most find nothing. */
  private quickestMs = Infinity;

  /** @param look resolves when all was looked at, to false where it was not; it may not fail */
  constructor(private readonly look: () => Promise<boolean>) {}

  start(): void {
    this.stop();
    void this.goOn(this.turn);
  }

  stop(): void {
    this.turn++;
    clearTimeout(this.timer);
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
