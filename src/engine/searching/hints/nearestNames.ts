import type { Shard } from '../../indexing/shard';
import { editDistance } from './editDistance';

/**
 * The defined names that are spelled nearly like a word, best first: by fewest edits, then the same first letter, in
 * the same case before another, then the number of definitions. Names with non-ASCII letters are skipped.
 */
export function nearestNames(word: string, shards: readonly Shard[]): string[] {
  const wanted = word.toLowerCase();
  const letters = lettersOf(wanted);
  let most = wanted.length < 8 ? 1 : 2;
  // Common names are defined many times.
  const distances = new Map<string, number>();
  let found = new Map<string, number>();
  for (const { symbols } of shards) {
    const { offsets } = symbols.names;
    const lettersOfNames = lettersOfAll(symbols);
    for (let symbol = 0; symbol < symbols.count; symbol++) {
      const start = offsets[symbol]!;
      const end = offsets[symbol + 1]!;
      if (Math.abs(end - start - wanted.length) > most) continue;
      // Each edit changes the set of letters by at most two. Decoding a name takes many times as long as this check.
      if (bitCount(letters ^ lettersOfNames[symbol]!) > 2 * most) continue;
      const name = symbols.names.at(symbol);
      let distance = distances.get(name);
      if (distance === undefined) {
        distance = editDistance(wanted, name.toLowerCase(), most);
        distances.set(name, distance);
      }
      if (distance > most || distance === 0) continue;
      if (distance < most) found = new Map();
      most = distance;
      found.set(name, (found.get(name) ?? 0) + 1);
    }
  }
  const begins = (name: string): number =>
    name.startsWith(word.slice(0, 1)) ? 2 : name.toLowerCase().startsWith(wanted.slice(0, 1)) ? 1 : 0;
  return [...found]
    .sort(([a, ofA], [b, ofB]) => begins(b) - begins(a) || ofB - ofA || (a < b ? -1 : 1))
    .map(([name]) => name);
}

type Symbols = Shard['symbols'];

const knownLetters = new WeakMap<Symbols, Int32Array>();

/** The letters of all names of a shard, read once: while a word is typed, each beginning of it is looked for. */
function lettersOfAll(symbols: Symbols): Int32Array {
  let letters = knownLetters.get(symbols);
  if (letters === undefined) {
    const { bytes, offsets } = symbols.names;
    letters = new Int32Array(symbols.count);
    for (let i = 0; i < letters.length; i++) letters[i] = lettersIn(bytes, offsets[i]!, offsets[i + 1]!);
    knownLetters.set(symbols, letters);
  }
  return letters;
}

/** A bit for each letter, ignoring case; one for all other characters. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let i = 0; i < text.length; i++) letters |= bitOf(text.charCodeAt(i));
  return letters;
}

function lettersIn(bytes: Uint8Array, start: number, end: number): number {
  let letters = 0;
  for (let i = start; i < end; i++) letters |= bitOf(bytes[i]!);
  return letters;
}

function bitOf(code: number): number {
  const letter = code | 32;
  return letter >= 97 && letter <= 122 ? 1 << (letter - 97) : 1 << 26;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
