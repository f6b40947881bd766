/** Generates numbers in [0, 1), the same ones for the same seed. */
export type Random = () => number;

/** A small generator for tests (upper bits of a linear congruential generator). */
export function random(seed: number): Random {
  let state = (seed * 2654435761 + 1) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 0x1000000;
  };
}
