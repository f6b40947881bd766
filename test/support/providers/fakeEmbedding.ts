/** Runs of letters and digits; each ideograph or kana is separate. */
const runs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\p{L}\p{M}]+|\p{N}+/gu;
const humps = /\p{Lu}?[\p{Ll}\p{M}]+|\p{Lu}+(?!\p{Ll})|[\p{L}\p{M}]/gu;

/** Synonyms, so that texts without a common word can be similar. */
const synonyms: Readonly<Record<string, string>> = {
  automobile: 'car',
  vehicle: 'car',
  feline: 'cat',
  purchase: 'buy',
  garbage: 'trash',
};

/**
 * A normalized vector of the words of a text: identifiers are split, case and order are ignored. Texts with common words are
 * similar, and the same text always has the same vector. A text without words gets its own vector.
 */
export function fakeEmbedding(text: string, dimensions: number): number[] {
  const counts = new Map<number, number>();
  for (const wordHash of wordHashesOf(text)) {
    const place = wordHash % dimensions;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  if (counts.size === 0) counts.set(hash(text) % dimensions, 1);
  // Repeated words have a decreasing weight.
  const weights = new Map([...counts].map(([place, count]) => [place, 1 + Math.log(count)]));
  const length = Math.hypot(...weights.values());
  const vector = new Array<number>(dimensions).fill(0);
  for (const [place, weight] of weights) vector[place] = Math.fround(weight / length);
  return vector;
}

/** Of earlier texts: the suites send the same files to every provider. */
const knownHashes = new Map<string, readonly number[]>();

/** A hash of each word of a text; synonyms have the same. */
function wordHashesOf(text: string): readonly number[] {
  const known = knownHashes.get(text);
  if (known !== undefined) return known;
  const hashes = wordsOf(text).map((word) => hash(Object.hasOwn(synonyms, word) ? synonyms[word]! : word));
  knownHashes.set(text, hashes);
  return hashes;
}

/** Words of a text in lower case; two adjacent ideographs make a word. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  let lastIdeograph: { character: string; end: number } | undefined;
  for (const match of text.matchAll(runs)) {
    const [run] = match;
    if (/^[\p{L}\p{M}]{2,}$/u.test(run) || /^[A-Za-z\p{N}]/u.test(run)) {
      words.push(...(run.match(humps) ?? [run]).map((part) => part.toLowerCase()));
    } else {
      if (lastIdeograph?.end === match.index) words.push(lastIdeograph.character + run);
      lastIdeograph = { character: run, end: match.index + run.length };
    }
  }
  return words;
}

/** FNV-1a of the UTF-16 units, 32 bits, unsigned. */
function hash(word: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) {
    value = Math.imul(value ^ word.charCodeAt(i), 0x01000193);
  }
  // The low bits alone are too regular for a modulo.
  return (value ^ (value >>> 15)) >>> 0;
}
