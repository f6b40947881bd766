import type { TermCounts } from './terms';

/** Numbers of documents, in the narrower type if they fit. */
export type DocumentNumbers = Uint16Array | Uint32Array;

/**
 * An inverted index in typed arrays: the documents of term `i` are `documents[offsets[i] .. offsets[i + 1])`,
 * ascending, with the term's frequency in each in `counts`. `hashes` is ascending.
 */
export interface PostingList {
  readonly hashes: Uint32Array;
  /** One longer than `hashes`. */
  readonly offsets: Uint32Array;
  readonly documents: DocumentNumbers;
  readonly counts: Uint8Array;
}

/** The terms of one added document. */
export interface DocumentTerms {
  readonly document: number;
  readonly terms: Pick<TermCounts, 'hashes' | 'counts'>;
}

export const emptyPostings: PostingList = {
  hashes: new Uint32Array(0),
  offsets: new Uint32Array(1),
  documents: new Uint16Array(0),
  counts: new Uint8Array(0),
};

/** Steps after which a search no longer relies on the hashes being spread evenly. */
const interpolatedSteps = 8;

/** Position of a term in `hashes`, or -1. Estimates it from the hash, as hashes are spread evenly over 32 bits. */
export function findTerm({ hashes }: PostingList, hash: number): number {
  let low = 0;
  let high = hashes.length - 1;
  // The least and the greatest hash that may be between the two.
  let least = 0;
  let greatest = 2 ** 32 - 1;
  for (let step = 0; low <= high; step++) {
    const share = step < interpolatedSteps ? (hash - least) / (greatest - least + 1) : 0.5;
    const middle = low + Math.floor(share * (high - low + 1));
    const found = hashes[middle]!;
    if (found === hash) return middle;
    if (found < hash) {
      low = middle + 1;
      least = found + 1;
    } else {
      high = middle - 1;
      greatest = found - 1;
    }
  }
  return -1;
}

/** Most added terms that {@link sortTerms} supports: their positions take 21 of the 53 bits of a number. */
const maxSortedTerms = 2 ** 21;

/**
 * Merges an old posting list and added documents into a new one, in one pass over both.
 *
 * @param old the old list; not changed
 * @param renumbered new number of each old document, -1 if it is removed; ascending among those kept
 * @param added documents with their new numbers, ascending
 * @param documentCount number of documents in the new list
 */
export function mergePostings(
  old: PostingList,
  renumbered: Int32Array,
  added: readonly DocumentTerms[],
  documentCount: number,
): PostingList {
  const addedTerms = added.reduce((sum, { terms }) => sum + terms.hashes.length, 0);
  if (addedTerms > maxSortedTerms && added.length > 1) {
    const half = added.length >>> 1;
    const first = mergePostings(old, renumbered, added.slice(0, half), documentCount);
    const kept = Int32Array.from({ length: documentCount }, (_, i) => i);
    return mergePostings(first, kept, added.slice(half), documentCount);
  }
  return merge(old, renumbered, sortTerms(added, addedTerms), documentCount);
}

/** The terms of added documents, ascending by hash and then by document. */
interface SortedTerms {
  readonly hashes: Uint32Array;
  readonly documents: Uint32Array;
  readonly counts: Uint8Array;
}

function sortTerms(added: readonly DocumentTerms[], size: number): SortedTerms {
  const documents = new Uint32Array(size);
  const counts = new Uint8Array(size);
  // Hash and position in one number: typed arrays sort fast without a comparison function.
  const keys = new Float64Array(size);
  let place = 0;
  for (const { document, terms } of added) {
    for (let i = 0; i < terms.hashes.length; i++) {
      keys[place] = terms.hashes[i]! * maxSortedTerms + place;
      documents[place] = document;
      counts[place++] = terms.counts[i]!;
    }
  }
  keys.sort();
  const sorted = {
    hashes: new Uint32Array(size),
    documents: new Uint32Array(size),
    counts: new Uint8Array(size),
  };
  for (let i = 0; i < size; i++) {
    const hash = Math.floor(keys[i]! / maxSortedTerms);
    const from = keys[i]! - hash * maxSortedTerms;
    sorted.hashes[i] = hash;
    sorted.documents[i] = documents[from]!;
    sorted.counts[i] = counts[from]!;
  }
  return sorted;
}

function merge(
  old: PostingList,
  renumbered: Int32Array,
  added: SortedTerms,
  documentCount: number,
): PostingList {
  const most = old.documents.length + added.hashes.length;
  const hashes = new Uint32Array(old.hashes.length + added.hashes.length);
  const offsets = new Uint32Array(hashes.length + 1);
  const documents = documentCount <= 0x10000 ? new Uint16Array(most) : new Uint32Array(most);
  const counts = new Uint8Array(most);
  let termCount = 0;
  let end = 0;
  let oldTerm = 0;
  let next = 0;
  const takeAdded = (hash: number, before: number): void => {
    while (added.hashes[next] === hash && added.documents[next]! < before) {
      documents[end] = added.documents[next]!;
      counts[end++] = added.counts[next++]!;
    }
  };
  while (oldTerm < old.hashes.length || next < added.hashes.length) {
    const hash = Math.min(old.hashes[oldTerm] ?? Infinity, added.hashes[next] ?? Infinity);
    const start = end;
    if (old.hashes[oldTerm] === hash) {
      for (let i = old.offsets[oldTerm]!; i < old.offsets[oldTerm + 1]!; i++) {
        const document = renumbered[old.documents[i]!]!;
        if (document < 0) continue;
        takeAdded(hash, document);
        documents[end] = document;
        counts[end++] = old.counts[i]!;
      }
      oldTerm++;
    }
    takeAdded(hash, Infinity);
    if (end > start) {
      hashes[termCount] = hash;
      offsets[++termCount] = end;
    }
  }
  return {
    hashes: hashes.slice(0, termCount),
    offsets: offsets.slice(0, termCount + 1),
    documents: documents.slice(0, end),
    counts: counts.slice(0, end),
  };
}
