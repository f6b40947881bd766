import { Throttle } from './throttle';

/** Least interval between two progress reports of a call, milliseconds: a run may report each of 100,000 files. */
const intervalMs = 50;

/**
 * Runs an operation with throttled progress: the first value is reported at once, then the newest at intervals, and
 * the last.
 *
 * @param report for progress of which only the newest value matters
 */
export async function withThrottledProgress<P, T>(
  report: (progress: P) => void,
  run: (report: (progress: P) => void) => Promise<T>,
): Promise<T> {
  const throttle = new Throttle(report, intervalMs);
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
