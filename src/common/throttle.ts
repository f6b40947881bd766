/**
 * Calls `act` at once, and then at most once per `intervalMs`, always with the newest value. The last value is always
 * delivered.
 */
export class Throttle<T> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waiting: { readonly value: T } | undefined;

  constructor(
    private readonly act: (value: T) => void,
    private readonly intervalMs: number,
  ) {}

  push(value: T): void {
    if (this.timer) {
      this.waiting = { value };
      return;
    }
    this.act(value);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      const { waiting } = this;
      this.waiting = undefined;
      if (waiting) this.push(waiting.value);
    }, this.intervalMs);
  }

  /** Delivers the pending value now. */
  flush(): void {
    const { waiting } = this;
    this.dispose();
    if (waiting) this.act(waiting.value);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = undefined;
  }
}

/** Least interval between two progress reports of a call, milliseconds: a run may report each of 100,000 files. */
const progressIntervalMs = 50;

/**
 * Runs an operation with throttled progress: the first value is reported at once, then the newest at intervals, and
 * the last.
 *
 * @param report receives progress; it may miss values, except the first and the last
 */
export async function withThrottledProgress<P, T>(
  report: (progress: P) => void,
  run: (report: (progress: P) => void) => Promise<T>,
): Promise<T> {
  const throttle = new Throttle(report, progressIntervalMs);
  try {
    const result = await run((progress) => {
      throttle.push(progress);
    });
    throttle.flush();
    return result;
  } finally {
    throttle.dispose();
  }
}
