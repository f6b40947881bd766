import { RangeCache } from './rangeCache';
import type { ScannedText } from './scannedText';
import { termHash } from './termHash';
import { bitOf } from './wantedTerms';
import { normalizeWord, scanText, splitIdentifier, unifiedRun } from './words';

/** Raise it whenever the same text would give other terms: an index of another version is rebuilt. */
export const lexicalVersion = 3;

/** Terms of a text with the frequency of each (at most 255), in order of first appearance. */
export interface TermCounts {
  readonly hashes: Uint32Array;
  readonly counts: Uint8Array;
  /** Number of words, the document length of BM25; a compound identifier counts its words. */
  readonly length: number;
}

/** Term hashes of one identifier: of its words, then of the whole if it is a compound. */
interface IdentifierTerms {
  readonly hashes: readonly number[];
  readonly words: number;
}

/** Identifiers repeat, so caching their terms makes indexing several times faster. Emptied when full: about 3 MB. */
const maxCachedIdentifiers = 20_000;

/**
 * Turns text into terms: whole identifiers and their parts by case, underscore and digit; stemmed words; CJK and
 * other scripts without spaces as character pairs. Each run is normalized to one Unicode form. Holds a cache and
 * scratch memory, so each thread needs its own instance.
 */
export class TermAnalyzer {
  private readonly cache = new RangeCache(maxCachedIdentifiers, analyzeIdentifier, bitsOf);
  private readonly counter = new TermCounter();

  /** Terms of a text; each text of `boosted` is counted `boost` times. */
  analyze(text: string, boosted: readonly string[] = [], boost = 1): TermCounts {
    this.counter.clear();
    this.add(text, 1);
    for (const extra of boosted) {
      this.add(extra, boost);
    }
    return this.counter.take();
  }

  /** Distinct term hashes of a text, in order: for queries and names. */
  termsOf(text: string): number[] {
    const { hashes } = this.analyze(text);
    return [...hashes];
  }

  /** Divides a text for {@link findTerms}. */
  scan(text: string): ScannedText {
    const [starts, ends, bits]: [number[], number[], number[]] = [[], [], []];
    scanText(text, {
      identifier: (start, end) => {
        starts.push(start);
        ends.push(end);
        bits.push(this.cache.tagAt(this.cache.slotOf(text, start, end)));
      },
      cjk: (start, end) => {
        starts.push(start);
        ends.push(-end);
        bits.push(-1);
      },
    });
    return {
      text,
      starts: Int32Array.from(starts),
      ends: Int32Array.from(ends),
      bits: Int32Array.from(bits),
    };
  }

  /**
   * Finds the terms of `wanted` in a text, in its order, each as often as it occurs.
   *
   * @param visit gets the term, and the position of the identifier or of the characters that have it
   */
  findTerms(
    { text, starts, ends, bits }: ScannedText,
    wanted: { has(term: number): boolean; readonly bits?: number },
    visit: (term: number, position: number) => void,
  ): void {
    const { bits: wantedBits = -1 } = wanted;
    for (let i = 0; i < bits.length; i++) {
      if ((bits[i]! & wantedBits) === 0) continue;
      const [start, end] = [starts[i]!, ends[i]!];
      const terms = end < 0 ? gramsOf(text.slice(start, -end)).map(termHash) : this.termsAt(text, start, end);
      for (const term of terms) if (wanted.has(term)) visit(term, start);
    }
  }

  private termsAt(text: string, start: number, end: number): readonly number[] {
    return this.identifierTerms(text, start, end).hashes;
  }

  /**
   * Term hashes of the identifier between two positions of a text, as {@link termsOfIdentifier} gives them, if one of
   * them is wanted.
   */
  termsIfWanted(
    text: string,
    start: number,
    end: number,
    wanted: { has(term: number): boolean; readonly bits: number },
  ): readonly number[] | undefined {
    const slot = this.cache.slotOf(text, start, end);
    if ((this.cache.tagAt(slot) & wanted.bits) === 0) return undefined;
    const { hashes } = this.cache.valueAt(slot);
    for (const term of hashes) if (wanted.has(term)) return hashes;
    return undefined;
  }

  /** Term hashes of one identifier: of its words, then of the whole if it is a compound. */
  termsOfIdentifier(identifier: string): readonly number[] {
    return this.termsAt(identifier, 0, identifier.length);
  }

  private identifierTerms(text: string, start: number, end: number): IdentifierTerms {
    return this.cache.valueAt(this.cache.slotOf(text, start, end));
  }

  private add(text: string, weight: number): void {
    scanText(text, {
      identifier: (start, end) => {
        const terms = this.identifierTerms(text, start, end);
        for (const hash of terms.hashes) this.counter.add(hash, weight);
        this.counter.length += terms.words * weight;
      },
      cjk: (start, end) => {
        const grams = gramsOf(text.slice(start, end));
        for (const gram of grams) this.counter.add(termHash(gram), weight);
        this.counter.length += grams.length * weight;
      },
    });
  }
}

/** The pairs of adjacent characters of a run without spaces; a single character gives itself. */
function gramsOf(written: string): string[] {
  const run = unifiedRun(written);
  if (run.length <= 1) return run === '' ? [] : [run];
  return Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2));
}

function bitsOf({ hashes }: IdentifierTerms): number {
  let bits = 0;
  for (const hash of hashes) bits |= bitOf(hash);
  return bits;
}

function analyzeIdentifier(written: string): IdentifierTerms {
  const identifier = unifiedRun(written);
  const parts = splitIdentifier(identifier);
  // Single letters and digits carry no information and occur everywhere.
  const words = parts.filter((part) => part.length > 1).map(normalizeWord);
  const hashes = words.map(termHash);
  // `concat`, because `push` allocates space for sixteen more, and these arrays are kept.
  return {
    hashes: parts.length > 1 ? hashes.concat(wholeIdentifierHash(identifier)) : hashes,
    words: words.length,
  };
}

/** Hash of a whole identifier, independent of case and of a last `?` or `!`; a single word is found by its stem. */
export function wholeIdentifierHash(identifier: string): number {
  const bare = unifiedRun(identifier).replace(/^[_$]+|(?<![_$])[_$]+$|[?!]$/g, '');
  const parts = splitIdentifier(bare);
  return termHash(parts.length > 1 ? bare.toLowerCase() : normalizeWord(bare));
}

/** Counts hashes in an open-addressing table that is reused, without allocations for each text. */
class TermCounter {
  length = 0;
  private keys = new Uint32Array(4096);
  private values = new Uint32Array(4096);
  private slots: number[] = [];

  add(hash: number, weight: number): void {
    let slot = hash & (this.keys.length - 1);
    while (this.values[slot] !== 0 && this.keys[slot] !== hash) {
      slot = (slot + 1) & (this.keys.length - 1);
    }
    if (this.values[slot] === 0) {
      this.keys[slot] = hash;
      this.slots.push(slot);
    }
    this.values[slot]! += weight;
    if (this.slots.length * 2 > this.keys.length) this.grow();
  }

  clear(): void {
    for (const slot of this.slots) this.values[slot] = 0;
    this.slots = [];
    this.length = 0;
  }

  take(): TermCounts {
    const size = this.slots.length;
    const hashes = new Uint32Array(size);
    const counts = new Uint8Array(size);
    for (let i = 0; i < size; i++) {
      const slot = this.slots[i]!;
      hashes[i] = this.keys[slot]!;
      counts[i] = Math.min(255, this.values[slot]!);
    }
    return { hashes, counts, length: this.length };
  }

  private grow(): void {
    const { keys, values, slots, length } = this;
    this.keys = new Uint32Array(keys.length * 2);
    this.values = new Uint32Array(keys.length * 2);
    this.slots = [];
    for (const slot of slots) this.add(keys[slot]!, values[slot]!);
    this.length = length;
  }
}
