import { describe, expect, it } from 'vitest';
import { bitOf, WantedTerms } from '../../../src/engine/retrieval/wantedTerms';
import { random } from '../store/random';

describe('wanted terms', () => {
  it('are looked up as in a map, also terms with equal last bits', () => {
    const next = random(3);
    const term = (): number => Math.floor(next() * 2 ** 32);
    const numbers = new Map(Array.from({ length: 40 }, (_, i) => [term(), i] as const));
    const wanted = new WantedTerms(numbers);
    const near = [...numbers.keys()].map((one) => (one ^ 0x10000) >>> 0);
    for (const one of [...numbers.keys(), ...near, ...Array.from({ length: 5000 }, term)]) {
      expect(wanted.has(one)).toBe(numbers.has(one));
      expect(wanted.get(one)).toBe(numbers.get(one));
      if (numbers.has(one)) expect(wanted.bits & bitOf(one)).not.toBe(0);
    }
    expect([...wanted]).toEqual([...numbers]);
  });
});
