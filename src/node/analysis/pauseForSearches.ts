import { mostPatienceMs } from '../../engine/turnTaking';

/** How long a thread works between two pauses, milliseconds. */
const stretchMs = 8;

/**
 * A function that blocks its thread while `pause[0]` is 1, for at most 0.2 s, and then not again for 8 ms: as indexing in
 * the engine's thread gives way to searches. Nearly free in most calls.
 *
 * @param pause in shared memory
 */
export function pauseForSearches(pause: Int32Array): () => void {
  let resumedAt = -Infinity;
  return () => {
    if (Atomics.load(pause, 0) === 0 || performance.now() - resumedAt < stretchMs) return;
    Atomics.wait(pause, 0, 1, mostPatienceMs);
    resumedAt = performance.now();
  };
}
