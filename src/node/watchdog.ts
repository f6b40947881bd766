import { url as debuggerUrl } from 'node:inspector';

const intervalMs = 5000;
/** Consecutive questions without an answer. */
const mostUnanswered = 12;

/**
 * A thread that does not answer for this long is considered hung, milliseconds. Even on a busy machine the engine
 * yields every few milliseconds.
 */
export const silenceMs = intervalMs * mostUnanswered;

/**
 * Watches whether a thread still answers: asks it every five seconds, and calls `onSilence` once after a minute
 * without an answer.
 *
 * Time is counted in ticks of this thread's own timer, and a late tick does not count. So nothing is counted while
 * the machine is suspended, the process is stopped, or this thread gets no processor time; nor while a debugger may
 * have stopped the other thread.
 *
 * @returns ends the watch
 */
export function watchAnswers(ask: () => Promise<unknown>, onSilence: () => void): () => void {
  let isAsking = false;
  let unanswered = 0;
  let lastRound = performance.now();
  const answered = (): void => {
    isAsking = false;
    unanswered = 0;
  };
  const timer = setInterval(() => {
    const isLate = performance.now() - lastRound > 2 * intervalMs;
    lastRound = performance.now();
    if (!isAsking) {
      isAsking = true;
      ask().then(answered, answered);
    } else if (!isLate && debuggerUrl() === undefined && ++unanswered >= mostUnanswered) {
      clearInterval(timer);
      onSilence();
    }
  }, intervalMs).unref();
  return () => {
    clearInterval(timer);
  };
}
