import { Throttle } from './throttle';

/** Progress of a call is told at most so often, milliseconds: a run may have it for each of 100,000 files. */
const intervalMs = 50;

/**
 * Runs something with its progress told less often: the first value at once, then the newest one, and the last.
 *
 * @param report for progress of which only the newest value counts
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
