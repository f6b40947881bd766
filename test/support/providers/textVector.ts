import { createHash } from 'node:crypto';

/**
 * A normalized vector unique to the text. The vectors of two texts are nearly orthogonal, even if the texts are similar, so a
 * vector identifies its text.
 */
export function textVector(text: string, dimensions: number): number[] {
  let state = createHash('sha256').update(text).digest().readUInt32LE();
  const numbers = Array.from({ length: dimensions }, () => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1;
  });
  const length = Math.hypot(...numbers);
  return numbers.map((value) => Math.fround(value / length));
}

/** Cosine similarity of two vectors: 1 for the same direction, 0 for orthogonal vectors. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let product = 0;
  let squaresOfA = 0;
  let squaresOfB = 0;
  for (let i = 0; i < a.length; i++) {
    product += a[i]! * b[i]!;
    squaresOfA += a[i]! ** 2;
    squaresOfB += b[i]! ** 2;
  }
  return a.length === b.length ? product / Math.sqrt(squaresOfA * squaresOfB) : NaN;
}
