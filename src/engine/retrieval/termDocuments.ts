import { findTerm, type PostingList } from './postings';
import type { AnalyzedQuery } from './query';

/**
 * The documents of a term of a query, alternatives included: those from `start` up to, not including, `end`,
 * ascending.
 */
export interface TermDocuments {
  readonly documents: ArrayLike<number>;
  /** Frequency of the term in each; an alternative counts with its weight. */
  readonly counts: ArrayLike<number>;
  /** Weight of the best alternative in each; undefined: the term itself, 1. */
  readonly presence: Float32Array | undefined;
  readonly start: number;
  readonly end: number;
}

type QueryTerms = Pick<AnalyzedQuery, 'terms' | 'alternatives'>;

type DocumentsOfLists = Map<PostingList, readonly (TermDocuments | undefined)[]>;

const knownDocuments = new WeakMap<QueryTerms, DocumentsOfLists>();

/**
 * The documents of each term of a query in a posting list; undefined for a term that does not occur. Found once for
 * each query and list: retrieval needs them, and each result.
 */
export function documentsOfTerms(
  postings: PostingList,
  query: QueryTerms,
): readonly (TermDocuments | undefined)[] {
  const known: DocumentsOfLists = knownDocuments.get(query) ?? new Map<PostingList, never>();
  knownDocuments.set(query, known);
  let documents = known.get(postings);
  if (!documents) known.set(postings, (documents = findDocuments(postings, query)));
  return documents;
}

function findDocuments(
  postings: PostingList,
  { terms, alternatives }: QueryTerms,
): (TermDocuments | undefined)[] {
  return terms.map((term, i) => {
    const own = documentsOf(postings, term);
    const others = alternatives?.[i];
    if (others === undefined || others.length === 0) return own;
    const lists = others.flatMap(({ term: other, weight }) => {
      const found = documentsOf(postings, other);
      return found ? [{ found, weight }] : [];
    });
    return lists.length === 0 ? own : unite([...(own ? [{ found: own, weight: 1 }] : []), ...lists]);
  });
}

function documentsOf(postings: PostingList, term: number): TermDocuments | undefined {
  const position = findTerm(postings, term);
  if (position < 0) return undefined;
  const { documents, counts, offsets } = postings;
  return { documents, counts, presence: undefined, start: offsets[position]!, end: offsets[position + 1]! };
}

function unite(lists: readonly { readonly found: TermDocuments; readonly weight: number }[]): TermDocuments {
  const sums = new Map<number, { count: number; presence: number }>();
  for (const { found, weight } of lists) {
    for (let i = found.start; i < found.end; i++) {
      const document = found.documents[i]!;
      const sum = sums.get(document);
      if (sum) {
        sum.count += weight * found.counts[i]!;
        sum.presence = Math.max(sum.presence, weight);
      } else {
        sums.set(document, { count: weight * found.counts[i]!, presence: weight });
      }
    }
  }
  const documents = Uint32Array.from(sums.keys()).sort();
  return {
    documents,
    counts: Float32Array.from(documents, (document) => sums.get(document)!.count),
    presence: Float32Array.from(documents, (document) => sums.get(document)!.presence),
    start: 0,
    end: documents.length,
  };
}
