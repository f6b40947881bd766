import type { SearchResult } from '../../../common/contracts/searchResult';
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
  readonly chunk: Profile;
  /** The lines of the result if they are only a part of the chunk. */
  readonly part: Profile | undefined;
}

/** The words of a text. */
interface Profile {
  readonly words: string;
  /** Hashes of word pairs, because numbers are compared many times as fast. */
  readonly pairs: ReadonlySet<number>;
}

/** A result: its file and lines. */
type PlacedResult = Pick<SearchResult, 'folder' | 'path' | 'startLine' | 'endLine'>;

/** Finds results that are nearly equal to one that precedes them. */
export class Copies {
  private readonly heads: Head[] = [];

  /**
   * Position, among the added results, of the one that a place is a copy of; undefined if there is none, and the
   * place is added then. A place that has words of the query that the other lacks, or that is in the same file, is
   * not a copy. If the results are definitions within larger chunks, the definitions are compared too.
   *
   * @param place the chunk that contains the result
   * @param cover how much of the query its words cover, in any unit
   */
  add(result: PlacedResult, place: FreshChunk, cover: number): number | undefined {
    const head = headOf(result, place, cover);
    const same = this.heads.findIndex((other) => isCopy(head, other));
    if (same >= 0) return same;
    this.heads.push(head);
    return undefined;
  }

  /** Adds a result that is always shown, even if it is a copy. */
  keep(result: PlacedResult, place: FreshChunk, cover: number): void {
    this.heads.push(headOf(result, place, cover));
  }
}

function headOf({ folder, path, startLine, endLine }: PlacedResult, place: FreshChunk, cover: number): Head {
  const isPart = startLine > place.startLine || endLine < place.endLine;
  return {
    ...{ folder, path, cover },
    chunk: profileOf(place),
    part: isPart ? profileOf({ ...place, startLine, endLine }) : undefined,
  };
}

function isCopy(one: Head, head: Head): boolean {
  if (one.path === head.path && one.folder === head.folder) return false;
  if (one.cover > head.cover * 1.001) return false;
  if (isNearlyEqual(one.chunk, head.chunk)) return true;
  // Short definitions, such as accessors, are equal in unrelated classes.
  return (
    one.part !== undefined &&
    head.part !== undefined &&
    Math.min(one.part.pairs.size, head.part.pairs.size) >= fewPairs &&
    isNearlyEqual(one.part, head.part)
  );
}

function isNearlyEqual(one: Profile, head: Profile): boolean {
  if (one.words === head.words) return one.words !== '';
  const [smaller, larger] =
    one.pairs.size < head.pairs.size ? [one.pairs, head.pairs] : [head.pairs, one.pairs];
  if (smaller.size < fewPairs || smaller.size < larger.size * copyLikeness) return false;
  let shared = 0;
  for (const pair of smaller) if (larger.has(pair)) shared++;
  return shared >= copyLikeness * (one.pairs.size + head.pairs.size - shared);
}

function profileOf({ fileText, startLine, endLine }: FreshChunk): Profile {
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
