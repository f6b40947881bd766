import type { AnsweringState } from '../../common/contracts/indexState';
import { timerDelay } from '../../common/timers';

/** Longest delay between two retries, in milliseconds. */
const longestMs = 10 * 60_000;

/** A state, as far as retries depend on it: a temporary failure is `waiting` for its retry, or `retrying`. */
type Phase = AnsweringState['kind'] | 'waiting' | 'retrying';

/** Retries temporary failures automatically. The first delay is the one named by the failure; it doubles each time, up to ten minutes. */
export class RetryTimer {
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private phase: Phase | undefined;
  private dueAtMs: number | undefined;

  /** Time of the next retry in milliseconds since the epoch; undefined if none is planned. */
  get atMs(): number | undefined {
    return this.dueAtMs;
  }

  constructor(private readonly tryAgain: () => Promise<void>) {}

  /** Updates the timer from the new state. */
  follow(state: AnsweringState): void {
    const phase = phaseOf(state);
    if (phase === 'ready') this.failures = 0;
    // Another folder failed for good: the retry that is planned continues.
    if (phase === this.phase || (phase === 'failed' && this.phase === 'waiting')) return;
    this.phase = phase;
    this.stop();
    if (state.kind !== 'failed' || phase !== 'waiting') return;
    const { retryAfterMs = 0 } = state.error;
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

function phaseOf(state: AnsweringState): Phase {
  if (state.kind !== 'failed') return state.kind;
  if (state.waits?.isTrying) return 'retrying';
  return state.error.retryAfterMs === undefined ? 'failed' : 'waiting';
}
