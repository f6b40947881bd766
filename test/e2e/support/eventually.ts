import { errors } from 'playwright-core';
import { expect } from 'vitest';
import { patienceMs } from '../../support/patience';

const firstAttemptMs = 2000;

/** Asks until the answer is right, as long as `vitest.e2e.config.mts` says: `await eventually(labels).toContain('Indexed')`. */
export const eventually = <T>(ask: () => T | Promise<T>) => expect.poll(ask);

/**
 * Tries something that may have to be done more than once, such as opening a menu that closes when something else takes the
 * focus. Each attempt has twice the time of the one before, so that one of them is long enough on a busy machine too.
 *
 * @param attempt throws `errors.TimeoutError` of playwright when its time is over; every other error ends the attempts
 * @throws what the last attempt has thrown
 */
export async function inAttempts(attempt: (timeoutMs: number) => Promise<void>): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (let timeoutMs = firstAttemptMs; ; timeoutMs *= 2) {
    try {
      await attempt(timeoutMs);
      return;
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || performance.now() > deadline) throw error;
    }
  }
}
