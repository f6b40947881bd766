import { CancelledError } from '../../common/errors/errors';

/** Receives the results of a {@link QueryRunner}. */
export interface QueryListener<A> {
  /** Whether an answer is awaited. */
  busyChanged(isBusy: boolean): void;
  /** Not called for a query that was superseded. Called again if a refined answer follows. */
  answered(query: string, answer: A): void;
  failed(query: string, error: unknown): void;
}

/** Runs queries while the user types: waits for a pause, and reports only the answer to the newest query. */
export class QueryRunner<A> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | undefined;
  private busy = false;

  constructor(
    private readonly ask: (query: string, signal: AbortSignal, onFirst: (answer: A) => void) => Promise<A>,
    private readonly listener: QueryListener<A>,
    private readonly pauseMs: number,
  ) {}

  /** Whether an answer is awaited, also a refined one. */
  get isBusy(): boolean {
    return this.busy;
  }

  /** Runs a query after a pause in typing. Cancels the previous query at once. */
  askSoon(query: string): void {
    this.stop();
    this.setBusy(true);
    this.timer = setTimeout(() => void this.run(query), this.pauseMs);
  }

  askNow(query: string): void {
    this.stop();
    this.setBusy(true);
    void this.run(query);
  }

  /** Cancels the current query; the listener gets no answer. */
  cancel(): void {
    this.stop();
    this.setBusy(false);
  }

  private async run(query: string): Promise<void> {
    const controller = new AbortController();
    this.running = controller;
    const isNewest = (): boolean => this.running === controller;
    try {
      const answer = await this.ask(query, controller.signal, (first) => {
        if (isNewest()) this.listener.answered(query, first);
      });
      if (!isNewest()) return;
      this.setBusy(false);
      this.listener.answered(query, answer);
    } catch (error) {
      if (!isNewest()) return;
      this.setBusy(false);
      if (!(error instanceof CancelledError)) this.listener.failed(query, error);
    }
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.running?.abort();
    this.running = undefined;
  }

  private setBusy(isBusy: boolean): void {
    if (this.busy === isBusy) return;
    this.busy = isBusy;
    this.listener.busyChanged(isBusy);
  }
}
