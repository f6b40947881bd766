import { errors } from 'playwright-core';
import { expect } from 'vitest';
import { patienceMs } from '../../support/patience';

const firstAttemptMs = 2000;

/** Polls until the assertion passes, for at most the time in `vitest.e2e.config.mts`: `await eventually(labels).toContain('Indexed')`. */
export const eventually = <T>(ask: () => T | Promise<T>) => expect.poll(ask);

/**
 * Polls until a text that shows progress is as wanted. Each change of it may take as long as {@link eventually} waits: a busy machine
 * takes long for many steps.
 */
export async function reaches(ask: () => Promise<string>, wanted: string): Promise<void> {
  for (let seen = await ask(); seen !== wanted; seen = await ask()) await eventually(ask).not.toBe(seen);
}

/**
 * Retries an action that may fail, such as opening a menu that closes when something else takes the focus. Each attempt has twice
 * the time of the previous one, so that one is long enough on a busy machine too.
 *
 * @param attempt throws `errors.TimeoutError` of playwright when its time is over; any other error ends the attempts
 * @throws the error of the last attempt
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
