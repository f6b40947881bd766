/** 32-bit words in a 128-bit key. */
const keyWords = 4;

const firstCapacity = 1024;

/** A key as four 32-bit words. */
export type KeyWords = readonly [number, number, number, number];

/**
 * The four words of a key.
 * @param key 32 lower-case hexadecimal characters
 * @throws RangeError for anything else
 */
export function parseKey(key: string): KeyWords {
  if (!/^[0-9a-f]{32}$/.test(key)) {
    throw new RangeError(`Not a key of 32 hexadecimal characters: ${key}`);
  }
  const word = (index: number): number => Number.parseInt(key.slice(8 * index, 8 * index + 8), 16);
  return [word(0), word(1), word(2), word(3)];
}

/**
 * Maps keys to record numbers at 28 to 36 bytes per key, a quarter of what a Map of strings takes: a million keys
 * must fit into the memory of an extension. Records are numbered in insertion order; for equal keys, the last one is
 * found.
 */
export class EmbeddingKeyTable {
  #count = 0;
  #keys = new Uint32Array(firstCapacity * keyWords);
  #checksums = new Uint32Array(firstCapacity);
  /**
   * Record numbers plus one; open addressing, at most half full. Keys are hashes, so the first word is the home slot.
   */
  #slots = new Uint32Array(firstCapacity * 2);

  /** Number of records. */
  get count(): number {
    return this.#count;
  }

  /** Adds a record with the checksum that its vector must have. */
  add(key: KeyWords, checksum: number): void {
    if (this.#count === this.#checksums.length) {
      this.#grow();
    }
    const record = this.#count++;
    this.#keys.set(key, record * keyWords);
    this.#checksums[record] = checksum;
    this.#slots[this.#slotOf(key)] = record + 1;
  }

  /** Number of the last record of a key, or -1. */
  find(key: KeyWords): number {
    return this.#slots[this.#slotOf(key)]! - 1;
  }

  checksumOf(record: number): number {
    return this.#checksums[record]!;
  }

  clear(): void {
    this.#count = 0;
    this.#slots.fill(0);
  }

  /** The slot that holds the key, or the empty slot where it belongs. */
  #slotOf(key: ArrayLike<number>): number {
    const mask = this.#slots.length - 1;
    let slot = key[0]! & mask;
    for (let found = this.#slots[slot]!; found > 0; found = this.#slots[slot]!) {
      if (this.#isKeyOf(found - 1, key)) {
        break;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #isKeyOf(record: number, key: ArrayLike<number>): boolean {
    const at = record * keyWords;
    const keys = this.#keys;
    return (
      keys[at] === key[0] && keys[at + 1] === key[1] && keys[at + 2] === key[2] && keys[at + 3] === key[3]
    );
  }

  #grow(): void {
    const capacity = this.#checksums.length * 2;
    const keys = new Uint32Array(capacity * keyWords);
    keys.set(this.#keys);
    this.#keys = keys;
    const checksums = new Uint32Array(capacity);
    checksums.set(this.#checksums);
    this.#checksums = checksums;
    this.#slots = new Uint32Array(capacity * 2);
    for (let record = 0; record < this.#count; record++) {
      const key = keys.subarray(record * keyWords, (record + 1) * keyWords);
      this.#slots[this.#slotOf(key)] = record + 1;
    }
  }
}
