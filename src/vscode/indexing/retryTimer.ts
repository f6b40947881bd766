import type { AnsweringState } from '../../common/indexState';
import { timerDelay } from '../../common/timers';

/** However often a cause has not passed, it is looked at again after so long, milliseconds. */
const longestMs = 10 * 60_000;

/**
 * Tries again by itself what failed for a cause that passes: after the time that the failure names, and twice that each time, but
 * after ten minutes at most.
 */
export class RetryTimer {
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private followed: string | undefined;
  private dueAtMs: number | undefined;

  /** When it is tried again, milliseconds since the epoch; undefined where that is not planned. */
  get atMs(): number | undefined {
    return this.dueAtMs;
  }

  constructor(private readonly tryAgain: () => Promise<void>) {}

  /** Takes in the state that follows another. */
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
      // Should it fail at once, that is told by the state.
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
