/** Longest delay of a timer, milliseconds, almost 25 days: a longer one overflows, and the timer fires at once. */
const longestDelayMs = 2 ** 31 - 1;

/**
 * A delay for `setTimeout` from a number that this program does not control: a server sent it, or it was computed from what a
 * server sent. A delay that is too long is cut. NaN and negative numbers give 0.
 */
export function timerDelay(ms: number): number {
  return ms > 0 ? Math.min(ms, longestDelayMs) : 0;
}
