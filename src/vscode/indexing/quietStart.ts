/** Keeps what a run tells to itself for a while: one that is over by then is not worth a word. */
export class QuietStart<T> {
  private newest: { readonly value: T } | undefined;
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param tell told the newest value once the time is over, and each one from then on
   * @param quietMs 0 tells everything at once
   */
  constructor(
    private readonly tell: (value: T) => void,
    quietMs: number,
  ) {
    if (quietMs > 0)
      this.timer = setTimeout(() => {
        this.speak();
      }, quietMs);
  }

  push(value: T): void {
    if (this.timer) this.newest = { value };
    else this.tell(value);
  }

  /** What has not been told by now is not told. */
  dispose(): void {
    clearTimeout(this.timer);
    this.newest = undefined;
  }

  private speak(): void {
    this.timer = undefined;
    if (this.newest) this.tell(this.newest.value);
  }
}
