/** Delays the progress of a run: a run that ends before the delay shows none. */
export class QuietStart<T> {
  private newest: { readonly value: T } | undefined;
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param report called with the newest value after the delay, and with each later value
   * @param quietMs delay; 0 reports every value at once
   */
  constructor(
    private readonly report: (value: T) => void,
    quietMs: number,
  ) {
    if (quietMs > 0)
      this.timer = setTimeout(() => {
        this.endDelay();
      }, quietMs);
  }

  push(value: T): void {
    if (this.timer) this.newest = { value };
    else this.report(value);
  }

  /** Drops a value that has not been reported yet. */
  dispose(): void {
    clearTimeout(this.timer);
    this.newest = undefined;
  }

  private endDelay(): void {
    this.timer = undefined;
    if (this.newest) this.report(this.newest.value);
  }
}
