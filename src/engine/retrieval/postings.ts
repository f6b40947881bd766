import type { TermCounts } from './terms';

/** Numbers of documents, in the narrower type as long as they fit. */
export type DocumentNumbers = Uint16Array | Uint32Array;

/**
 * An inverted index in typed arrays: the documents of term `i` are `documents[offsets[i] .. offsets[i + 1])`, ascending,
 * with how often the term stands in each in `counts`. `hashes` is ascending.
 */
export interface PostingList {
  readonly hashes: Uint32Array;
  /** One longer than `hashes`. */
  readonly offsets: Uint32Array;
  readonly documents: DocumentNumbers;
  readonly counts: Uint8Array;
}

/** The terms of one document that is added. */
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

/** Position of a term in `hashes`, or -1. */
export function findTerm(postings: PostingList, hash: number): number {
  const { hashes } = postings;
  let low = 0;
  let high = hashes.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = hashes[middle]!;
    if (found === hash) return middle;
    if (found < hash) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/**
 * A new posting list from an old one and added documents.
 *
 * @param old what is kept; left as it is
 * @param renumbered new number of each old document, -1 where it is removed; ascending among those kept
 * @param added documents with their new numbers, ascending
 * @param documentCount how many documents there will be
 */
export function mergePostings(
  old: PostingList,
  renumbered: Int32Array,
  added: readonly DocumentTerms[],
  documentCount: number,
): PostingList {
  const sizes = new Map<number, number>();
  for (let term = 0; term < old.hashes.length; term++) {
    let size = 0;
    for (let i = old.offsets[term]!; i < old.offsets[term + 1]!; i++) {
      if (renumbered[old.documents[i]!]! >= 0) size++;
    }
    if (size > 0) sizes.set(old.hashes[term]!, size);
  }
  for (const { terms } of added) {
    for (const hash of terms.hashes) sizes.set(hash, (sizes.get(hash) ?? 0) + 1);
  }

  const hashes = Uint32Array.from(sizes.keys()).sort();
  const offsets = new Uint32Array(hashes.length + 1);
  /** Where the next document of a term goes; takes the place of its size. */
  const next = sizes;
  for (let term = 0; term < hashes.length; term++) {
    const hash = hashes[term]!;
    offsets[term + 1] = offsets[term]! + sizes.get(hash)!;
    next.set(hash, offsets[term]!);
  }

  const total = offsets[hashes.length]!;
  const documents = documentCount <= 0x10000 ? new Uint16Array(total) : new Uint32Array(total);
  const counts = new Uint8Array(total);
  const put = (hash: number, document: number, count: number): void => {
    const at = next.get(hash)!;
    documents[at] = document;
    counts[at] = count;
    next.set(hash, at + 1);
  };
  for (let term = 0; term < old.hashes.length; term++) {
    for (let i = old.offsets[term]!; i < old.offsets[term + 1]!; i++) {
      const document = renumbered[old.documents[i]!]!;
      if (document >= 0) put(old.hashes[term]!, document, old.counts[i]!);
    }
  }
  for (const { document, terms } of added) {
    for (let i = 0; i < terms.hashes.length; i++) put(terms.hashes[i]!, document, terms.counts[i]!);
  }
  const merged = { hashes, offsets, documents, counts };
  if (old.hashes.length > 0 && added.length > 0) sortDocuments(merged);
  return merged;
}

/** Orders the documents of each term: two ascending runs, kept and added, become one. Insertion sort is linear on them but for the overlap. */
function sortDocuments({ hashes, offsets, documents, counts }: PostingList): void {
  for (let term = 0; term < hashes.length; term++) {
    const start = offsets[term]!;
    for (let i = start + 1; i < offsets[term + 1]!; i++) {
      const document = documents[i]!;
      const count = counts[i]!;
      let hole = i;
      while (hole > start && documents[hole - 1]! > document) {
        documents[hole] = documents[hole - 1]!;
        counts[hole] = counts[hole - 1]!;
        hole--;
      }
      documents[hole] = document;
      counts[hole] = count;
    }
  }
}
