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
  maxLength = 0;
  /** One more than the highest id. */
  idLimit = 0;
  readonly #ids: Int32Array;
  readonly #hashes: Int32Array;
  /** Position of a slot's word in `#characters`, and its length. */
  readonly #starts: Int32Array;
  readonly #lengths: Uint8Array;
  readonly #characters: Uint8Array;
  readonly #mask: number;

  /**
   * @param characters the text that has the words; it is kept
   * @param most words that are added
   */
  constructor(characters: Uint8Array, most: number) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(most, 1) * 2));
    this.#mask = capacity - 1;
    this.#ids = new Int32Array(capacity).fill(-1);
    this.#hashes = new Int32Array(capacity);
    this.#starts = new Int32Array(capacity);
    this.#lengths = new Uint8Array(capacity);
    this.#characters = characters;
  }

  /**
   * Adds the word in the text at [start, end), in ASCII, not empty, of at most 255 characters. Of two that are equal, the last one
   * counts.
   */
  add(start: number, end: number, id: number): void {
    const characters = this.#characters;
    let hash = hashSeed;
    for (let i = start; i < end; i++) hash = extendHash(hash, characters[i]!);
    let slot = this.#home(hash);
    while (this.#ids[slot]! >= 0 && !this.#holds(slot, characters, start, end, hash)) {
      slot = (slot + 1) & this.#mask;
    }
    this.#ids[slot] = id;
    this.#hashes[slot] = hash;
    this.#starts[slot] = start;
    this.#lengths[slot] = end - start;
    this.maxLength = Math.max(this.maxLength, end - start);
    this.idLimit = Math.max(this.idLimit, id + 1);
  }

  /**
   * Id of the word in `characters[from, to)`, or -1.
   * @param hash {@link extendHash} over those characters
   */
  find(characters: Uint8Array, from: number, to: number, hash: number): number {
    for (let slot = this.#home(hash); this.#ids[slot]! >= 0; slot = (slot + 1) & this.#mask) {
      if (this.#holds(slot, characters, from, to, hash)) {
        return this.#ids[slot]!;
      }
    }
    return -1;
  }

  #holds(slot: number, characters: Uint8Array, from: number, to: number, hash: number): boolean {
    const length = to - from;
    if (this.#hashes[slot] !== hash || this.#lengths[slot] !== length) {
      return false;
    }
    const start = this.#starts[slot]!;
    for (let i = 0; i < length; i++) {
      if (this.#characters[start + i] !== characters[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** FNV's best bits are at the top, but the mask takes the lowest. */
  #home(hash: number): number {
    return (hash ^ (hash >>> 15)) & this.#mask;
  }
}
