/** Longest delay of a timer, milliseconds, almost 25 days: a longer one overflows, and the timer fires at once. */
const longestDelayMs = 2 ** 31 - 1;

/**
 * A delay for `setTimeout` out of a number that this program does not control: a server named it, or it was computed from what
 * one said. Too long a delay is cut, and what is not a number is none.
 */
export function timerDelay(ms: number): number {
  return ms > 0 ? Math.min(ms, longestDelayMs) : 0;
}
