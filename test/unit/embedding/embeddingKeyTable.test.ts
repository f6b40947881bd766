import { describe, expect, it } from 'vitest';
import { contentHash } from '../../../src/node/sha256ContentHash';
import { EmbeddingKeyTable, parseKey } from '../../../src/node/embeddingKeyTable';

describe('parseKey', () => {
  it('reads 128 bits', () => {
    expect(parseKey('00000001ffffffff8000000000000000')).toEqual([1, 0xffffffff, 0x80000000, 0]);
  });

  it.each(['', 'abc', 'g'.repeat(32), 'A'.repeat(32), '0'.repeat(33)])('refuses "%s"', (key) => {
    expect(() => parseKey(key)).toThrow(RangeError);
  });
});

describe('EmbeddingKeyTable', () => {
  it('finds each of many keys, and no other', () => {
    const table = new EmbeddingKeyTable();
    const keys = Array.from({ length: 5000 }, (_, i) => parseKey(contentHash(`key ${i}`)));
    for (const [i, key] of keys.entries()) {
      expect(table.find(key)).toBe(-1);
      table.add(key, i * 7);
    }
    expect(table.count).toBe(5000);
    for (const [i, key] of keys.entries()) {
      expect(table.find(key)).toBe(i);
      expect(table.checksumOf(i)).toBe(i * 7);
    }
    expect(table.find(parseKey(contentHash('another')))).toBe(-1);
  });

  it('distinguishes keys that differ in one word', () => {
    const table = new EmbeddingKeyTable();
    table.add([5, 6, 7, 8], 0);
    for (const key of [
      [4, 6, 7, 8],
      [5, 0, 7, 8],
      [5, 6, 0, 8],
      [5, 6, 7, 0],
    ] as const) {
      expect(table.find(key)).toBe(-1);
    }
    expect(table.find([5, 6, 7, 8])).toBe(0);
  });

  it('finds the last of equal keys, also after it has grown', () => {
    const table = new EmbeddingKeyTable();
    const key = parseKey(contentHash('twice'));
    table.add(key, 1);
    table.add(key, 2);
    for (let i = 0; i < 3000; i++) {
      table.add(parseKey(contentHash(`${i}`)), 0);
    }
    expect(table.find(key)).toBe(1);
  });

  it('is empty after clear', () => {
    const table = new EmbeddingKeyTable();
    table.add([1, 2, 3, 4], 0);
    table.clear();
    expect(table.count).toBe(0);
    expect(table.find([1, 2, 3, 4])).toBe(-1);
  });
});
