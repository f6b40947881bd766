import type { QuantizedQuery } from './quantizeQuery';

/**
 * The computation of the SIMD kernel in plain JavaScript, with bit-identical results: for hosts without WebAssembly
 * SIMD and for vectors that do not fit into its memory. About ten times slower.
 */
export function scoreRows(vectors: Int8Array, scales: Float32Array, query: QuantizedQuery): Float32Array {
  const { values, scale } = query;
  const scores = new Float32Array(scales.length);
  for (let row = 0; row < scores.length; row++) {
    const start = row * values.length;
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += vectors[start + i]! * values[i]!;
    // Rounded to float32 after each step, as in the kernel.
    scores[row] = Math.fround(Math.fround(sum) * scales[row]!) * scale;
  }
  return scores;
}
