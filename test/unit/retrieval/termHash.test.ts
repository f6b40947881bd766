import { describe, expect, it } from 'vitest';
import { termHash } from '../../../src/engine/retrieval/termHash';
import { lexicalVersion } from '../../../src/engine/retrieval/terms';

/** FNV-1a over UTF-16 code units and the finalizer of MurmurHash3, as published, in numbers without a width. */
function reference(term: string): number {
  const low = (value: bigint): bigint => BigInt.asUintN(32, value);
  let hash = 2166136261n;
  for (let i = 0; i < term.length; i++) hash = low((hash ^ BigInt(term.charCodeAt(i))) * 16777619n);
  hash = low((hash ^ (hash >> 16n)) * 0x85ebca6bn);
  hash = low((hash ^ (hash >> 13n)) * 0xc2b2ae35n);
  return Number(hash ^ (hash >> 16n));
}

describe('the hash of a term', () => {
  it.each(['', 'a', 'b', 'retry', 'removeexpiredsessions', '令牌', 'größe'])('%j is as published', (term) => {
    expect(termHash(term)).toBe(reference(term));
  });

  // Indexes on disk contain them.
  it('is the same as long as the version of the terms is', () => {
    expect(lexicalVersion).toBe(3);
    expect(['retry', '令牌'].map(termHash)).toEqual([reference('retry'), reference('令牌')]);
  });
});
