import { describe, expect, it } from 'vitest';
import { decodeBfloat16, decodeFloat16 } from '../../../src/engine/embedding/floatFormats';

function bytesOf(words: readonly number[]): Uint8Array {
  return new Uint8Array(words.flatMap((word) => [word & 0xff, word >>> 8]));
}

describe('decodeFloat16', () => {
  it.each([
    [0x0000, 0],
    [0x8000, -0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0x0400, 2 ** -14],
    [0x03ff, 1023 * 2 ** -24],
    [0x0001, 2 ** -24],
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
    [0x7e00, NaN],
  ])('reads 0x%s as %s', (word, expected) => {
    expect(decodeFloat16(bytesOf([word]))[0]).toBe(expected);
  });
});

describe('decodeBfloat16', () => {
  it('reads the upper halves of float32', () => {
    const values = decodeBfloat16(bytesOf([0x3f80, 0xc000, 0x0000, 0x7f80, 0x3eab]));
    expect([...values]).toEqual([1, -2, 0, Infinity, 0.333984375]);
  });
});
