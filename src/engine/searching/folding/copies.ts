import type { SearchResult } from '../../../common/contracts/searchResult';
import { linesOfChunk, textOfChunk, type FreshChunk } from '../../freshness/freshness';
import { rangeHash } from '../../retrieval/termHash';
import { scanText } from '../../retrieval/words';

/** Share of the pairs of adjacent words that two texts must have in common to be copies of each other. */
const copyLikeness = 0.9;
/** The words of the shorter of two copies are at least this share of those of the longer one. */
const leastLength = 0.75;
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

/** The words of a text, as hashes, because numbers are compared many times as fast; computed when they are needed. */
class Profile {
  private knownWords: readonly number[] | undefined;
  private knownPairs: ReadonlySet<number> | undefined;

  constructor(private readonly readWords: () => readonly number[]) {}

  get words(): readonly number[] {
    return (this.knownWords ??= this.readWords());
  }

  /** Hashes of the pairs of adjacent words. */
  get pairs(): ReadonlySet<number> {
    return (this.knownPairs ??= pairsOf(this.words));
  }
}

const wordsOfChunks = new WeakMap<FreshChunk, readonly number[]>();

/** The words of a whole chunk, computed once, because `RecentFiles` keeps chunks for the next queries. */
function wordsOfChunk(chunk: FreshChunk): readonly number[] {
  let words = wordsOfChunks.get(chunk);
  if (!words) {
    words = wordHashes(textOfChunk(chunk));
    wordsOfChunks.set(chunk, words);
  }
  return words;
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
    chunk: new Profile(() => wordsOfChunk(place)),
    part: isPart
      ? new Profile(() => {
          const lines = linesOfChunk(place).slice(startLine - place.startLine, endLine - place.startLine + 1);
          return wordHashes(lines.join('\n'));
        })
      : undefined,
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
  const lengths = [one.words.length, head.words.length];
  // Rules out most texts without comparing their words.
  if (Math.min(...lengths) < leastLength * Math.max(...lengths)) return false;
  if (isEqual(one.words, head.words)) return one.words.length > 0;
  const [smaller, larger] =
    one.pairs.size < head.pairs.size ? [one.pairs, head.pairs] : [head.pairs, one.pairs];
  if (smaller.size < fewPairs || smaller.size < larger.size * copyLikeness) return false;
  let shared = 0;
  for (const pair of smaller) if (larger.has(pair)) shared++;
  return shared >= copyLikeness * (one.pairs.size + head.pairs.size - shared);
}

function isEqual(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((word, i) => word === other[i]);
}

function pairsOf(words: readonly number[]): Set<number> {
  const pairs = new Set<number>();
  for (let i = 1; i < words.length; i++) pairs.add(Math.imul(words[i - 1]!, 31) ^ words[i]!);
  return pairs;
}

/** Whatever the case. */
function wordHashes(original: string): number[] {
  const text = original.toLowerCase();
  const words: number[] = [];
  const add = (start: number, end: number): void => {
    words.push(rangeHash(text, start, end));
  };
  scanText(text, { identifier: add, cjk: add });
  return words;
}
