import { vi } from 'vitest';

const stepMs = 5;

/** Advances fake time until a promise is settled, for at most `ms`. Rejects as the promise does. */
export async function settle<T>(promise: Promise<T>, ms = 60_000): Promise<T> {
  const state = { isSettled: false };
  const settled = (): void => {
    state.isSettled = true;
  };
  promise.then(settled, settled);
  for (let passed = 0; passed < ms && !state.isSettled; passed += stepMs)
    await vi.advanceTimersByTimeAsync(stepMs);
  if (!state.isSettled) throw new Error(`Not settled within ${ms} ms`);
  return promise;
}
