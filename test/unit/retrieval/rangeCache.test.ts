import { describe, expect, it } from 'vitest';
import { RangeCache } from '../../../src/engine/retrieval/rangeCache';
import { random } from '../store/random';

/** A cache of texts, with the texts that it was asked to create. */
function cacheOf(capacity: number) {
  const created: string[] = [];
  const cache = new RangeCache(
    capacity,
    (text) => {
      created.push(text);
      return text.toUpperCase();
    },
    (value) => value.length,
  );
  return { cache, created };
}

describe('a cache of ranges of texts', () => {
  it('has one value for equal ranges of different texts', () => {
    const { cache, created } = cacheOf(10);
    const slot = cache.slotOf('the name here', 4, 8);
    expect([cache.valueAt(slot), cache.tagAt(slot)]).toEqual(['NAME', 4]);
    expect(cache.valueAt(cache.slotOf('a name', 2, 6))).toBe('NAME');
    expect(cache.valueAt(cache.slotOf('name', 0, 3))).toBe('NAM');
    expect(created).toEqual(['name', 'nam']);
  });

  it('returns the right value for each of many, also after it was emptied', () => {
    const { cache, created } = cacheOf(100);
    const next = random(7);
    for (let i = 0; i < 20_000; i++) {
      const text = `name${Math.floor(next() * 300)}`;
      const slot = cache.slotOf(text, 0, text.length);
      expect(cache.valueAt(slot)).toBe(text.toUpperCase());
      expect(cache.tagAt(slot)).toBe(text.length);
    }
    expect(created.length).toBeGreaterThan(300);
  });

  it('distinguishes all words of three letters and all pairs of CJK characters of a block', () => {
    const { cache } = cacheOf(60_000);
    const check = (text: string): void => {
      expect(cache.valueAt(cache.slotOf(text, 0, text.length))).toBe(text.toUpperCase());
    };
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEF'.split('');
    for (const a of letters) for (const b of letters) for (const c of letters.slice(0, 26)) check(a + b + c);
    for (let a = 0x4e00; a < 0x4e60; a++)
      for (let b = 0x4e00; b < 0x4e60; b++) check(String.fromCharCode(a, b));
  });
});
