import type { AnsweringState } from '../../common/contracts/indexState';
import { timerDelay } from '../../common/timers';

/** Longest delay between two retries, in milliseconds. */
const longestMs = 10 * 60_000;

/** Retries temporary failures automatically. The first delay is the one named by the failure; it doubles each time, up to ten minutes. */
export class RetryTimer {
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private followed: string | undefined;
  private dueAtMs: number | undefined;

  /** Time of the next retry in milliseconds since the epoch; undefined if none is planned. */
  get atMs(): number | undefined {
    return this.dueAtMs;
  }

  constructor(private readonly tryAgain: () => Promise<void>) {}

  /** Updates the timer from the new state. */
  follow(state: AnsweringState): void {
    const isTrying = state.kind === 'failed' && state.waits?.isTrying === true;
    const followed = isTrying ? 'trying' : state.kind;
    const isNew = followed !== this.followed;
    this.followed = followed;
    if (state.kind === 'ready') this.failures = 0;
    if (!isNew) return;
    this.stop();
    if (state.kind !== 'failed' || isTrying) return;
    const { retryAfterMs } = state.error;
    if (retryAfterMs === undefined) return;
    const delayMs = Math.min(longestMs, retryAfterMs * 2 ** this.failures++);
    this.dueAtMs = Math.round(Date.now() + delayMs);
    this.timer = setTimeout(() => {
      this.dueAtMs = undefined;
      // An immediate failure is reported by the state.
      void this.tryAgain();
    }, timerDelay(delayMs));
  }

  dispose(): void {
    this.stop();
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.dueAtMs = undefined;
  }
}
