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

  it('builds from nothing', () => {
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

  it('forgets a term that stands nowhere any more', () => {
    expect(findTerm(mergePostings(base, Int32Array.of(-1, 0, 1), [], 2), 9)).toBe(-1);
  });

  it('takes the wider type when documents need it', () => {
    const merged = mergePostings(emptyPostings, new Int32Array(0), [document(70_000, { 1: 1 })], 70_001);
    expect(read(merged)).toEqual({ 1: [[70_000, 1]] });
  });
});
