/** A part of a run, and the lexicon entry that covers it. */
export interface CoveredPart<Entry> {
  /** Position in the run, in UTF-16 code units. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly entry: Entry;
  /** The entry is only the beginning of the part. The rest is an inflection, or the part is another word. */
  readonly isBeginning?: boolean;
}

/** The operations that covering a run needs. */
export interface CoverTable<Entry> {
  /** The language joins words, as German does, and its lexicon has the parts. */
  readonly hasCompounds?: boolean;
  /** Longest unit, in characters. */
  readonly longest: number;
  find(unit: string): Entry | undefined;
  /** Confidence of an entry, 0 to 1. */
  qualityOf(entry: Entry): number;
}

/** A single character of a script without spaces is part of many words, so its weight is reduced. */
const singleCharacter = 0.3;

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
const leastShare = 0.5;

/** The reliability of a prefix is multiplied by its share of the word, to this power. */
const shareExponent = 2;

/** Shortest part of a compound word, and the letters that may join two parts. */
const shortestPart = 4;
const joints = ['', 's', 'n', 'es', 'en'];

/**
 * The part of a word that is in the lexicon: of the word and its prefixes the most reliable one, because the rest may
 * be its inflection. In a language with compound words, several parts if these are more reliable.
 */
export function coverWord<Entry>(word: string, table: CoverTable<Entry>): CoveredPart<Entry>[] {
  return coverWordFrom(word, 0, table).parts;
}

interface WordCover<Entry> {
  readonly parts: CoveredPart<Entry>[];
  /** Reliability of the parts, 0 to 1, weighted by their lengths. */
  readonly score: number;
}

function coverWordFrom<Entry>(word: string, start: number, table: CoverTable<Entry>): WordCover<Entry> {
  const size = word.length - start;
  const least = Math.max(Math.min(shortestStem, size), Math.ceil(size * leastShare));
  let best: WordCover<Entry> = { parts: [], score: 0 };
  for (let length = Math.min(size, table.longest); length >= Math.min(least, shortestPart); length--) {
    const entry = table.find(word.slice(start, start + length));
    if (entry === undefined) continue;
    const quality = table.qualityOf(entry);
    if (length >= least) {
      const score = quality * (length / size) ** shareExponent;
      if (score > best.score)
        best = { parts: [{ start, end: word.length, entry, isBeginning: length < size }], score };
    }
    if (!table.hasCompounds || length < shortestPart) continue;
    for (const joint of joints) {
      const next = start + length + joint.length;
      if (word.length - next < shortestPart || !word.startsWith(joint, start + length)) continue;
      const rest = coverWordFrom(word, next, table);
      const score = (quality * (next - start) + rest.score * (word.length - next)) / size;
      if (rest.score > 0 && score > best.score)
        best = { parts: [{ start, end: next, entry }, ...rest.parts], score };
    }
  }
  return best;
}
