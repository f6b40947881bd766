/** The sum of the squares: 0 for a zero vector, not finite if one number is not. */
export function squaredLength(vector: Float32Array): number {
  let squares = 0;
  // By index: to iterate takes several times as long, and this is done for every number that a provider answers.
  // eslint-disable-next-line @typescript-eslint/prefer-for-of
  for (let i = 0; i < vector.length; i++) squares += vector[i]! * vector[i]!;
  return squares;
}

/** The vector scaled to length 1. It must have a direction. */
export function normalized(vector: Float32Array, squares = squaredLength(vector)): Float32Array {
  const scale = 1 / Math.sqrt(squares);
  const unit = new Float32Array(vector.length);
  for (let i = 0; i < unit.length; i++) unit[i] = vector[i]! * scale;
  return unit;
}

/**
 * The mean direction of several vectors of length 1, each with its weight; length 1. If the mean is zero, the first
 * vector is returned.
 */
export function meanDirection(vectors: readonly Float32Array[], weights: readonly number[]): Float32Array {
  const [first] = vectors;
  if (!first || vectors.length === 1) return first ?? new Float32Array();
  const sum = new Float32Array(first.length);
  for (const [row, vector] of vectors.entries()) {
    for (let i = 0; i < sum.length; i++) sum[i]! += vector[i]! * weights[row]!;
  }
  return sum.some((value) => value !== 0) ? normalized(sum) : first;
}
