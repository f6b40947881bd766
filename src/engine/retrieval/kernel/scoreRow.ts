import type { QuantizedQuery } from './quantizeQuery';

/**
 * The computation of the SIMD kernel for one row in plain JavaScript, with bit-identical results: for hosts without
 * WebAssembly SIMD and for vectors that do not fit into its memory. About ten times slower.
 *
 * @param start position of the row's first number
 * @param rowScale 0 if the row has no vector
 */
export function scoreRow(
  vectors: Int8Array,
  start: number,
  rowScale: number,
  { values, scale }: QuantizedQuery,
): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += vectors[start + i]! * values[i]!;
  // Rounded to float32 after each step, as in the kernel.
  return Math.fround(Math.fround(Math.fround(sum) * rowScale) * scale);
}
