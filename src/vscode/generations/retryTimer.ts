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
  private followed: AnsweringState['kind'] | undefined;

  constructor(private readonly tryAgain: () => Promise<void>) {}

  /** Takes in the state that follows another. */
  follow(state: AnsweringState): void {
    const isNew = state.kind !== this.followed;
    this.followed = state.kind;
    if (state.kind === 'ready') this.failures = 0;
    if (!isNew) return;
    this.stop();
    if (state.kind !== 'failed') return;
    const { retryAfterMs } = state.error;
    if (retryAfterMs === undefined) return;
    const delayMs = Math.min(longestMs, retryAfterMs * 2 ** this.failures++);
    this.timer = setTimeout(() => {
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
  }
}
