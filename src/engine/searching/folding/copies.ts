import { linesOf, type FreshChunk } from '../../freshness/freshness';
import { termHash } from '../../retrieval/termHash';

/** Share of the pairs of adjacent words that two texts must have in common to be copies of each other. */
const copyLikeness = 0.9;
/** A text with fewer pairs must be equal: one more word may be its whole content. */
const fewPairs = 20;

/** The data of a shown result that others are compared with. */
interface Head {
  readonly folder: string;
  readonly path: string;
  /** How much of the query its words cover. */
  readonly cover: number;
  readonly words: string;
  /** Hashes of word pairs, because numbers are compared many times as fast. */
  readonly pairs: ReadonlySet<number>;
}

/** Finds results that are nearly equal to one that precedes them. */
export class Copies {
  private readonly heads: Head[] = [];

  /**
   * Position, among the added results, of the one that a place is a copy of; undefined if there is none, and the
   * place is added then. A place that has words of the query that the other lacks, or that is in the same file, is
   * not a copy.
   *
   * @param cover how much of the query its words cover, in any unit
   */
  add(
    { folder, path }: { readonly folder: string; readonly path: string },
    place: FreshChunk,
    cover: number,
  ): number | undefined {
    const head: Head = { folder, path, cover, ...profileOf(place) };
    const same = this.heads.findIndex((other) => isCopy(head, other));
    if (same >= 0) return same;
    this.heads.push(head);
    return undefined;
  }

  /** Adds a result that is always shown, even if it is a copy. */
  keep(
    { folder, path }: { readonly folder: string; readonly path: string },
    place: FreshChunk,
    cover: number,
  ): void {
    this.heads.push({ folder, path, cover, ...profileOf(place) });
  }
}

function isCopy(one: Head, head: Head): boolean {
  if (one.path === head.path && one.folder === head.folder) return false;
  if (one.cover > head.cover * 1.001) return false;
  if (one.words === head.words) return one.words !== '';
  const [smaller, larger] =
    one.pairs.size < head.pairs.size ? [one.pairs, head.pairs] : [head.pairs, one.pairs];
  if (smaller.size < fewPairs || smaller.size < larger.size * copyLikeness) return false;
  let shared = 0;
  for (const pair of smaller) if (larger.has(pair)) shared++;
  return shared >= copyLikeness * (one.pairs.size + head.pairs.size - shared);
}

function profileOf({ fileText, startLine, endLine }: FreshChunk): Pick<Head, 'words' | 'pairs'> {
  const text = linesOf(fileText, startLine, endLine).join('\n').toLowerCase();
  const words = text.match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
  const pairs = new Set<number>();
  let before = 0;
  for (const [i, word] of words.entries()) {
    const hash = termHash(word);
    if (i > 0) pairs.add((Math.imul(before, 31) ^ hash) >>> 0);
    before = hash;
  }
  return { words: words.join(' '), pairs };
}
