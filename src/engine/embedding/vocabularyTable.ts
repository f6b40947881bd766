/** Start value of {@link extendHash}. */
export const hashSeed = 0x811c9dc5 | 0;

/** Extends the hash of a word by one character (FNV-1a), so that a scanner can hash while it reads. */
export function extendHash(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/**
 * Maps ASCII words to ids by their bytes and a hash that the caller already has, without creating strings. Open
 * addressing over typed arrays, at most half full.
 */
export class VocabularyTable {
  /** Length of the longest word. */
  readonly maxLength: number;
  readonly #ids: Int32Array;
  readonly #hashes: Int32Array;
  /** Position of a slot's word in `#characters`, and its length. */
  readonly #starts: Int32Array;
  readonly #lengths: Uint8Array;
  readonly #characters: Uint8Array;
  readonly #mask: number;

  /** @param words ASCII, non-empty, at most 255 characters, each with its id */
  constructor(words: ReadonlyMap<string, number>) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(words.size, 1) * 2));
    this.#mask = capacity - 1;
    this.#ids = new Int32Array(capacity).fill(-1);
    this.#hashes = new Int32Array(capacity);
    this.#starts = new Int32Array(capacity);
    this.#lengths = new Uint8Array(capacity);
    this.#characters = new TextEncoder().encode([...words.keys()].join(''));
    let start = 0;
    let maxLength = 0;
    for (const [word, id] of words) {
      this.#insert(start, word.length, id);
      start += word.length;
      maxLength = Math.max(maxLength, word.length);
    }
    this.maxLength = maxLength;
  }

  /**
   * Id of the word in `characters[from, to)`, or -1.
   * @param hash {@link extendHash} over those characters
   */
  find(characters: Uint8Array, from: number, to: number, hash: number): number {
    const length = to - from;
    for (let slot = this.#home(hash); this.#ids[slot]! >= 0; slot = (slot + 1) & this.#mask) {
      if (
        this.#hashes[slot] === hash &&
        this.#lengths[slot] === length &&
        this.#matches(slot, characters, from, length)
      ) {
        return this.#ids[slot]!;
      }
    }
    return -1;
  }

  #matches(slot: number, characters: Uint8Array, from: number, length: number): boolean {
    const start = this.#starts[slot]!;
    for (let i = 0; i < length; i++) {
      if (this.#characters[start + i] !== characters[from + i]) {
        return false;
      }
    }
    return true;
  }

  #insert(start: number, length: number, id: number): void {
    let hash = hashSeed;
    for (let i = start; i < start + length; i++) {
      hash = extendHash(hash, this.#characters[i]!);
    }
    let slot = this.#home(hash);
    while (this.#ids[slot]! >= 0) {
      slot = (slot + 1) & this.#mask;
    }
    this.#ids[slot] = id;
    this.#hashes[slot] = hash;
    this.#starts[slot] = start;
    this.#lengths[slot] = length;
  }

  /** FNV's best bits are at the top, but the mask takes the lowest. */
  #home(hash: number): number {
    return (hash ^ (hash >>> 15)) & this.#mask;
  }
}
