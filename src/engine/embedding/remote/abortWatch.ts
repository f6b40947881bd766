/** Calls a function when a signal is aborted, once for each signal: many texts share one. */
export class AbortWatch {
  private readonly watched = new WeakSet<AbortSignal>();

  constructor(private readonly onAbort: () => void) {}

  add(signal: AbortSignal | undefined): void {
    if (!signal || this.watched.has(signal)) return;
    this.watched.add(signal);
    signal.addEventListener('abort', this.onAbort, { once: true });
  }
}
