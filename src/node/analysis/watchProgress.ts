import { url as debuggerUrl } from 'node:inspector';

/** Consecutive looks without progress. */
const mostStill = 36;

/**
 * Calls `onHang` once when a thread has made no progress for a time. The time is counted as in `watchAnswers`.
 *
 * @param progress a number that changes while the thread works; undefined while it has no work
 * @param hangMs the time, milliseconds
 * @returns ends the watch
 */
export function watchProgress(
  progress: () => number | undefined,
  hangMs: number,
  onHang: () => void,
): () => void {
  const intervalMs = hangMs / mostStill;
  let last = progress();
  let still = 0;
  let lastRound = performance.now();
  const timer = setInterval(() => {
    const isLate = performance.now() - lastRound > 2 * intervalMs;
    lastRound = performance.now();
    const current = progress();
    if (current === undefined || current !== last) still = 0;
    else if (!isLate && debuggerUrl() === undefined && ++still >= mostStill) {
      clearInterval(timer);
      onHang();
    }
    last = current;
  }, intervalMs).unref();
  return () => {
    clearInterval(timer);
  };
}
