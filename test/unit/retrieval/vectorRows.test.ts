import { describe, expect, it } from 'vitest';
import { VectorBlock } from '../../../src/engine/retrieval/kernel/vectorBlock';
import { VectorRows } from '../../../src/engine/retrieval/kernel/vectorRows';
import { random } from '../store/random';

/** Rows of random numbers; the first has no vector. */
function fill(dimensions: number, count: number, ...all: readonly VectorRows[]) {
  const next = random(dimensions);
  const vectors = new Int8Array(count * dimensions);
  const scales = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    const vector = vectors.subarray(row * dimensions, (row + 1) * dimensions);
    if (row > 0) {
      for (let i = 0; i < dimensions; i++) vector[i] = Math.floor(next() * 255) - 127;
      scales[row] = 1 / Math.hypot(...vector);
    }
    for (const rows of all) expect(rows.add(vector, scales[row]!)).toBe(row);
  }
  const query = Float32Array.from({ length: dimensions }, () => next() - 0.5);
  return { vectors, scales, query };
}

describe.each([
  ['in the kernel', undefined],
  ['without SIMD', () => undefined],
] as const)('rows of vectors %s', (_, createKernel) => {
  it.each([2, 16, 100, 256])('have the scores of a block at %i dimensions', (dimensions) => {
    const rows = new VectorRows(dimensions, createKernel);
    const { vectors, scales, query } = fill(dimensions, 1000, rows);
    const block = new VectorBlock(dimensions);
    block.set(0, vectors, scales);
    const expected = block.scores(query).get(0)!;
    // Any rows in any order, with repetitions, and more than one batch.
    const asked = Array.from({ length: 5003 }, (__, i) => (i * 37) % 1000);
    expect([...rows.scores(query, asked)]).toEqual(asked.map((row) => expected[row]));
    expect([...rows.scores(query, [7])]).toEqual([expected[7]]);
    expect([...rows.scores(query, [])]).toEqual([]);
    expect([...rows.scores(new Float32Array(dimensions), [7])]).toEqual([0]);
  });
});
