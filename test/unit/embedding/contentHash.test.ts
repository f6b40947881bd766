import { describe, expect, it } from 'vitest';
import { contentHash } from '../../../src/node/sha256ContentHash';

describe('contentHash', () => {
  it('is the first half of SHA-256', () => {
    expect(contentHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223');
    expect(contentHash('')).toBe('e3b0c44298fc1c149afbf4c8996fb924');
  });

  it('is the same for a text and its bytes', () => {
    expect(contentHash(new TextEncoder().encode('令牌 é'))).toBe(contentHash('令牌 é'));
    expect(contentHash(new TextEncoder().encode('xxabcxx').subarray(2, 5))).toBe(contentHash('abc'));
  });
});
