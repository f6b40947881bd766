/**
 * 32-bit hash of a term, the key of the lexical index: FNV-1a over UTF-16 code units with the finaliser of MurmurHash3,
 * so that neighbouring words do not lie side by side. Terms are stored as hashes only: a shard of 10,000 terms answers
 * for a term it does not hold twice in a million look-ups.
 */
export function termHash(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) {
    hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
