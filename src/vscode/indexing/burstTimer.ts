/** Calls once after a delay. The first call of a burst sets the time: otherwise an endless burst would delay it forever. */
export class BurstTimer {
  private timer: NodeJS.Timeout | undefined;
  private at = Infinity;

  constructor(private readonly onTime: () => void) {}

  /** The call is still to come. */
  get isSet(): boolean {
    return this.timer !== undefined;
  }

  /** Calls after this delay, unless the call comes earlier anyway. */
  set(delayMs: number): void {
    const at = performance.now() + delayMs;
    if (this.timer && at >= this.at) return;
    this.clear();
    this.at = at;
    this.timer = setTimeout(() => {
      this.clear();
      this.onTime();
    }, delayMs);
  }

  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.at = Infinity;
  }
}
