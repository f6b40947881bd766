import type { QuantizedQuery } from './quantizeQuery';

/**
 * What the SIMD kernel computes, in plain JavaScript, to the last bit: for hosts without WebAssembly SIMD and for what
 * does not fit into its memory. About ten times slower.
 */
export function scoreRows(vectors: Int8Array, scales: Float32Array, query: QuantizedQuery): Float32Array {
  const { values, scale } = query;
  const scores = new Float32Array(scales.length);
  let at = 0;
  for (let row = 0; row < scores.length; row++) {
    let sum = 0;
    for (const value of values) sum += vectors[at++]! * value;
    // As float32 after each step, like the kernel.
    scores[row] = Math.fround(Math.fround(sum) * scales[row]!) * scale;
  }
  return scores;
}
