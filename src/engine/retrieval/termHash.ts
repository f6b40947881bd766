/**
 * 32-bit hash of a term, the key of the lexical index: FNV-1a over UTF-16 code units with the finalizer of
 * MurmurHash3, so that similar words get distant hashes. Terms are stored as hashes only: in a shard of 10,000 terms,
 * two in a million look-ups of absent terms are false matches.
 */
export function termHash(term: string): number {
  return rangeHash(term, 0, term.length);
}

/** {@link termHash} of the characters from `start` up to, not including, `end`. */
export function rangeHash(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
