/** Longest delay of a timer, milliseconds, almost 25 days: a longer one overflows, and the timer fires at once. */
const longestDelayMs = 2 ** 31 - 1;

/**
 * A delay for `setTimeout` from an untrusted number, such as one sent by a server or computed from it. A delay that
 * is too long is clamped. NaN and negative numbers give 0.
 */
export function timerDelay(ms: number): number {
  return ms > 0 ? Math.min(ms, longestDelayMs) : 0;
}

/** What a promise resolves to; undefined if it takes longer than `ms`. @throws what it rejects with meanwhile */
export async function inTime<T>(running: Promise<T>, ms: number): Promise<T | undefined> {
  running.catch(() => undefined);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, timerDelay(ms), undefined);
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}
