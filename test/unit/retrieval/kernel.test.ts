import { describe, expect, it } from 'vitest';
import { quantizeQuery } from '../../../src/engine/retrieval/kernel/quantizeQuery';
import { createSimdKernel } from '../../../src/engine/retrieval/kernel/simdKernel';
import { VectorBlock } from '../../../src/engine/retrieval/kernel/vectorBlock';
import { random, type Random } from '../store/random';

const noKernel = (): undefined => undefined;

function randomQuery(dimensions: number, next: Random): Float32Array {
  return Float32Array.from({ length: dimensions }, () => next() - 0.5);
}

interface Rows {
  readonly vectors: Int8Array;
  readonly scales: Float32Array;
}

/** Random rows; every fifth has no vector. */
function randomRows(count: number, dimensions: number, next: Random): Rows {
  const vectors = new Int8Array(count * dimensions);
  const scales = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    if (row % 5 === 4) continue;
    const vector = vectors.subarray(row * dimensions, (row + 1) * dimensions);
    for (let i = 0; i < dimensions; i++) vector[i] = Math.floor(next() * 255) - 127;
    scales[row] = 1 / Math.hypot(...vector);
  }
  return { vectors, scales };
}

/** Cosines in double precision, computed from the definition. */
function cosines({ vectors, scales }: Rows, query: Float32Array): number[] {
  const norm = Math.hypot(...query);
  return Array.from(scales, (scale, row) => {
    let dot = 0;
    query.forEach((value, i) => (dot += value * vectors[row * query.length + i]!));
    return (dot * scale) / norm;
  });
}

describe('SIMD kernel', () => {
  it('is available here', () => {
    expect(createSimdKernel()).toBeDefined();
  });

  it.each([1, 3, 16, 17, 100, 256, 384, 1000, 1024, 1536, 3072, 4096])(
    'computes cosines at %i dimensions',
    (dimensions) => {
      const next = random(dimensions);
      const query = randomQuery(dimensions, next);
      const simd = new VectorBlock(dimensions);
      const plain = new VectorBlock(dimensions, noKernel);
      for (const [shard, count] of [0, 1, 2, 3, 4, 5, 37].entries()) {
        const rows = randomRows(count, dimensions, next);
        simd.set(shard, rows.vectors, rows.scales);
        plain.set(shard, rows.vectors, rows.scales);
        const scores = simd.scores(query).get(shard)!;
        expect([...scores.keys()]).toHaveLength(count);
        cosines(rows, query).forEach((cosine, row) => {
          expect(Math.abs(scores[row]! - cosine)).toBeLessThan(2e-4);
        });
      }
      expect(simd.scores(query)).toEqual(plain.scores(query));
    },
  );

  it('does not overflow if every number is the largest', () => {
    for (const sign of [1, -1]) {
      const block = new VectorBlock(4096);
      block.set(
        0,
        new Int8Array(4096).fill(sign === 1 ? 127 : -128),
        Float32Array.of(1 / (sign === 1 ? 127 * 64 : 128 * 64)),
      );
      expect(block.scores(new Float32Array(4096).fill(1)).get(0)![0]).toBeCloseTo(sign, 5);
    }
  });

  it('scores 0 without a vector, and without a direction of the query', () => {
    const block = new VectorBlock(4);
    block.set(3, Int8Array.of(0, 0, 0, 0, 1, 2, 3, 4), Float32Array.of(0, 0.5));
    expect(block.scores(Float32Array.of(1, 1, 1, 1)).get(3)![0]).toBe(0);
    for (const bad of [0, NaN, Infinity, -Infinity]) {
      const scores = [...block.scores(Float32Array.of(0, 0, bad, 0)).get(3)!];
      expect(scores.map(Math.abs)).toEqual([0, 0]);
    }
  });

  it('refuses vectors and queries of another length', () => {
    const block = new VectorBlock(4);
    expect(() => {
      block.set(0, new Int8Array(7), new Float32Array(2));
    }).toThrow(RangeError);
    expect(() => block.scores(new Float32Array(5))).toThrow(RangeError);
  });
});

describe('quantizeQuery', () => {
  it('keeps the direction of the smallest and the largest numbers', () => {
    for (const size of [1e-45, 1e-38, 1, 3e38]) {
      const { values, scale } = quantizeQuery(Float32Array.of(size, -size));
      expect([...values]).toEqual([32767, -32767]);
      expect(scale).toBeCloseTo(1 / Math.hypot(32767, 32767), 10);
    }
  });
});

describe('VectorBlock', () => {
  it.each([
    ['with SIMD', createSimdKernel],
    ['without', noKernel],
  ])('follows any sequence of changes %s', (_, createKernel) => {
    const dimensions = 24;
    const next = random(7);
    const query = randomQuery(dimensions, next);
    const block = new VectorBlock(dimensions, createKernel);
    const expected = new Map<number, Float32Array>();
    for (let step = 0; step < 400; step++) {
      const shard = Math.floor(next() * 12);
      if (next() < 0.2) {
        block.remove(shard);
        expected.delete(shard);
      } else {
        const rows = randomRows(Math.floor(next() ** 3 * 3000), dimensions, next);
        block.set(shard, rows.vectors, rows.scales);
        const alone = new VectorBlock(dimensions, noKernel);
        alone.set(0, rows.vectors, rows.scales);
        expected.set(shard, alone.scores(query).get(0)!);
      }
      if (step % 20 === 0) expect(block.scores(query)).toEqual(expected);
    }
    expect(block.scores(query)).toEqual(expected);
  });

  it('does not grow for shards that are written again and again', () => {
    const kernel = createSimdKernel()!;
    const block = new VectorBlock(256, () => kernel);
    const next = random(1);
    for (let step = 0; step < 300; step++) {
      const count = 400 + Math.floor(next() * 400);
      block.set(step % 4, new Int8Array(count * 256), new Float32Array(count));
    }
    const live = 4 * 800 * 256;
    expect(kernel.memory.buffer.byteLength).toBeLessThan(live * 2.5);
  });

  it('computes without the kernel what does not fit into its memory', () => {
    const kernel = createSimdKernel()!;
    const full = {
      ...kernel,
      memory: {
        get buffer() {
          return kernel.memory.buffer;
        },
        grow: () => {
          throw new RangeError('no more');
        },
      },
    };
    const next = random(5);
    const query = randomQuery(256, next);
    const block = new VectorBlock(256, () => full);
    const plain = new VectorBlock(256, noKernel);
    // One page holds about 240 rows.
    for (const [shard, count] of [100, 300, 50, 50, 0].entries()) {
      const rows = randomRows(count, 256, next);
      block.set(shard, rows.vectors, rows.scales);
      plain.set(shard, rows.vectors, rows.scales);
    }
    expect(block.scores(query)).toEqual(plain.scores(query));
    for (const shard of [1, 0]) {
      const rows = randomRows(10, 256, next);
      block.set(shard, rows.vectors, rows.scales);
      plain.set(shard, rows.vectors, rows.scales);
    }
    expect(block.scores(query)).toEqual(plain.scores(query));
  });

  it('returns scores that later changes do not affect', () => {
    const block = new VectorBlock(2);
    block.set(0, Int8Array.of(127, 0), Float32Array.of(1 / 127));
    const first = block.scores(Float32Array.of(1, 0)).get(0)!;
    block.set(1, new Int8Array(200_000), new Float32Array(100_000));
    block.scores(Float32Array.of(0, 1));
    expect(first[0]).toBeCloseTo(1, 5);
  });
});
