/** A part of a run, and the lexicon entry that covers it. */
export interface CoveredPart<Entry> {
  /** Position in the run, in UTF-16 code units. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly entry: Entry;
}

/** The operations that covering a run needs. */
export interface CoverTable<Entry> {
  /** Longest unit, in characters. */
  readonly longest: number;
  find(unit: string): Entry | undefined;
  /** Confidence of an entry, 0 to 1. */
  qualityOf(entry: Entry): number;
}

/** A single character of a script without spaces is part of many words, so its weight is reduced. */
const singleCharacter = 0.6;

/**
 * The parts of a run that are in the lexicon: of all ways to divide it, the one with the largest sum of length times
 * quality.
 */
export function coverRun<Entry>(run: string, table: CoverTable<Entry>): CoveredPart<Entry>[] {
  const size = run.length;
  const best = new Float64Array(size + 1);
  const parts: (CoveredPart<Entry> | undefined)[] = new Array<undefined>(size + 1);
  for (let end = 1; end <= size; end++) {
    best[end] = best[end - 1]!;
    for (let start = Math.max(0, end - table.longest); start < end; start++) {
      const entry = table.find(run.slice(start, end));
      if (entry === undefined) continue;
      const length = end - start === 1 ? singleCharacter : end - start;
      const sum = best[start]! + length * table.qualityOf(entry);
      if (sum > best[end]!) {
        best[end] = sum;
        parts[end] = { start, end, entry };
      }
    }
  }
  const found: CoveredPart<Entry>[] = [];
  for (let end = size; end > 0; end = parts[end]?.start ?? end - 1) {
    if (parts[end]) found.push(parts[end]!);
  }
  return found.reverse();
}

/** Shortest prefix of a word that may be used instead of it, and the least share of the word that it must be. */
const shortestStem = 3;
const leastShare = 0.6;

/** The entry of a word, or of its longest prefix in the lexicon: the rest is its inflection. */
export function coverWord<Entry>(word: string, table: CoverTable<Entry>): CoveredPart<Entry> | undefined {
  const least = Math.max(Math.min(shortestStem, word.length), Math.ceil(word.length * leastShare));
  for (let end = Math.min(word.length, table.longest); end >= least; end--) {
    const entry = table.find(word.slice(0, end));
    if (entry !== undefined) return { start: 0, end: word.length, entry };
  }
  return undefined;
}
