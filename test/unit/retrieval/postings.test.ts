import { describe, expect, it } from 'vitest';
import {
  emptyPostings,
  findTerm,
  mergePostings,
  type PostingList,
} from '../../../src/engine/retrieval/postings';

const document = (number: number, terms: Record<number, number>) => ({
  document: number,
  terms: {
    hashes: Uint32Array.from(Object.keys(terms), Number),
    counts: Uint8Array.from(Object.values(terms)),
  },
});

function read(postings: PostingList): Record<number, [number, number][]> {
  return Object.fromEntries(
    [...postings.hashes].map((hash, term) => {
      const entries: [number, number][] = [];
      for (let i = postings.offsets[term]!; i < postings.offsets[term + 1]!; i++) {
        entries.push([postings.documents[i]!, postings.counts[i]!]);
      }
      return [hash, entries];
    }),
  );
}

describe('mergePostings', () => {
  const base = mergePostings(
    emptyPostings,
    new Int32Array(0),
    [document(0, { 7: 1, 9: 2 }), document(1, { 7: 3 }), document(2, { 5: 1 })],
    3,
  );

  it('builds a new list', () => {
    expect(read(base)).toEqual({
      5: [[2, 1]],
      7: [
        [0, 1],
        [1, 3],
      ],
      9: [[0, 2]],
    });
  });

  it('removes, renumbers and adds, documents ascending', () => {
    const merged = mergePostings(base, Int32Array.of(-1, 0, 2), [document(1, { 7: 4, 9: 9 })], 3);
    expect(read(merged)).toEqual({
      5: [[2, 1]],
      7: [
        [0, 3],
        [1, 4],
      ],
      9: [[1, 9]],
    });
  });

  it('drops a term without documents', () => {
    expect(findTerm(mergePostings(base, Int32Array.of(-1, 0, 1), [], 2), 9)).toBe(-1);
  });

  it('uses the wider type if documents need it', () => {
    const merged = mergePostings(emptyPostings, new Int32Array(0), [document(70_000, { 1: 1 })], 70_001);
    expect(read(merged)).toEqual({ 1: [[70_000, 1]] });
  });

  it('uses the wider type from the first document that the narrower cannot number', () => {
    const typeFor = (count: number): string =>
      mergePostings(emptyPostings, new Int32Array(0), [document(count - 1, { 1: 1 })], count).documents
        .constructor.name;
    expect([typeFor(65_536), typeFor(65_537)]).toEqual(['Uint16Array', 'Uint32Array']);
  });

  it('builds the same list from documents at once or one after the other, in any order', () => {
    const all = Array.from({ length: 30 }, (_, i) =>
      document(i, { [i % 3]: 1 + (i % 5), [10 + (i % 7)]: 2, 4_294_967_295: 1 }),
    );
    const atOnce = mergePostings(emptyPostings, new Int32Array(0), all, 30);
    const numbers = Int32Array.from({ length: 30 }, (_, i) => i);
    const odd = all.filter((_, i) => i % 2 === 1);
    const even = all.filter((_, i) => i % 2 === 0);
    const first = mergePostings(emptyPostings, new Int32Array(0), odd, 30);
    expect(mergePostings(first, numbers, even, 30)).toEqual(atOnce);
    expect(atOnce.hashes).toEqual(atOnce.hashes.toSorted());
    for (const entries of Object.values(read(atOnce))) {
      expect(entries.map(([number]) => number)).toEqual(
        entries.map(([number]) => number).toSorted((a, b) => a - b),
      );
    }
  });

  it('sorts many terms in parts', () => {
    const terms = Uint32Array.from({ length: 1_100_000 }, (_, i) => i);
    const large = (number: number) => ({
      document: number,
      terms: { hashes: terms, counts: new Uint8Array(terms.length).fill(number + 1) },
    });
    const merged = mergePostings(emptyPostings, new Int32Array(0), [large(0), large(1)], 2);
    expect(merged.hashes.length).toBe(terms.length);
    expect(merged.documents.subarray(0, 4)).toEqual(Uint16Array.of(0, 1, 0, 1));
    expect(merged.counts.subarray(-2)).toEqual(Uint8Array.of(1, 2));
    expect(merged.offsets.at(-1)).toBe(2 * terms.length);
  });

  it('finds each term and no other', () => {
    expect([4, 5, 6, 7, 8, 9, 10].map((hash) => findTerm(base, hash))).toEqual([-1, 0, -1, 1, -1, 2, -1]);
    expect(findTerm(emptyPostings, 1)).toBe(-1);
  });

  it.each([
    ['evenly', (i: number) => i * 4_000_000 + (i % 7)],
    ['in two heaps', (i: number) => (i < 500 ? i * 2 : 2 ** 32 - 1 - (1000 - i) * 2)],
  ])('finds each of many terms with %s hashes', (_, hashOf) => {
    const hashes = Uint32Array.from({ length: 1000 }, (__, i) => hashOf(i));
    const many = { ...emptyPostings, hashes };
    for (const [i, hash] of hashes.entries()) {
      expect(findTerm(many, hash)).toBe(i);
      expect(findTerm(many, hash + 1)).toBe(hashes.indexOf(hash + 1));
    }
  });
});
