import { describe, expect, it } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { quantize } from '../../../src/engine/embedding/quantize';

describe('quantize', () => {
  it('scales the largest number to 127 and writes at the offset', () => {
    const out = new Int8Array(6);
    const scale = quantize(Float32Array.of(0.5, -1, 0, 0.25), out, 1);
    expect([...out]).toEqual([0, 64, -127, 0, 32, 0]);
    expect(scale).toBeCloseTo(1 / Math.hypot(64, 127, 32), 7);
  });

  it('keeps cosines: dot(data, query) * scale', () => {
    const vector = Float32Array.from({ length: 256 }, (_, i) => Math.sin(i * 1.7));
    const query = Float32Array.from({ length: 256 }, (_, i) => Math.sin(i * 1.7 + 0.4));
    const length = (v: Float32Array): number => Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
    const dot = (a: ArrayLike<number>, b: Float32Array): number =>
      b.reduce((sum, x, i) => sum + x * a[i]!, 0);
    const out = new Int8Array(256);
    const scale = quantize(vector, out, 0);
    const exact = dot(vector, query) / length(vector) / length(query);
    expect((dot(out, query) * scale) / length(query)).toBeCloseTo(exact, 2);
  });

  it('accepts the smallest and the largest numbers', () => {
    const out = new Int8Array(2);
    for (const value of [1.4e-45, 1e-38, 3.4e38]) {
      expect(quantize(Float32Array.of(value, -value), out, 0)).toBeCloseTo(1 / Math.hypot(127, 127), 7);
      expect([...out]).toEqual([127, -127]);
    }
  });

  it.each([
    ['zeros', [0, -0, 0]],
    ['NaN', [1, NaN, 2]],
    ['infinity', [1, -Infinity, 2]],
    ['no number', []],
  ])('refuses %s', (_, values) => {
    let thrown: unknown;
    try {
      quantize(Float32Array.from(values), new Int8Array(3), 0);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(SemanticSearchError);
    expect((thrown as SemanticSearchError).code).toBe('PROVIDER_ANSWER');
  });
});
