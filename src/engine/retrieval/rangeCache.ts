/** FNV-1a. */
const offsetBasis = 0x811c9dc5;

/** Numbers for each slot: two hashes of the key, and the tag of the value. */
const stride = 3;

/**
 * A cache with ranges of texts as keys: a look-up makes no string of the range, which would cost more than what is
 * cached. A range is identified by two hashes of 32 bits, one of which includes its length. Emptied when it is full.
 */
export class RangeCache<T> {
  private readonly mask: number;
  private readonly numbers: Int32Array;
  private readonly values: (T | undefined)[];
  private size = 0;

  /**
   * @param capacity most entries
   * @param tagOf a number that can be read without the value
   */
  constructor(
    private readonly capacity: number,
    private readonly create: (text: string) => T,
    private readonly tagOf: (value: T) => number,
  ) {
    // A power of two, at most two thirds full.
    const slots = 2 ** Math.ceil(Math.log2(capacity * 1.5));
    this.mask = slots - 1;
    this.numbers = new Int32Array(slots * stride);
    this.values = new Array<undefined>(slots).fill(undefined);
  }

  /**
   * The slot of the characters from `start` up to, not including, `end`, valid until the next call; filled if it was
   * empty.
   */
  slotOf(text: string, start: number, end: number): number {
    let first = offsetBasis ^ (end - start);
    let second = 0;
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i);
      first = Math.imul(first ^ code, 0x01000193);
      second = (Math.imul(second, 31) + code) | 0;
    }
    const { mask, numbers, values } = this;
    const home = (first ^ (first >>> 15)) & mask;
    let slot = home;
    while (values[slot] !== undefined) {
      if (numbers[slot * stride] === first && numbers[slot * stride + 1] === second) return slot;
      slot = (slot + 1) & mask;
    }
    if (this.size === this.capacity) {
      values.fill(undefined);
      this.size = 0;
      slot = home;
    }
    const value = this.create(text.slice(start, end));
    this.size++;
    values[slot] = value;
    numbers[slot * stride] = first;
    numbers[slot * stride + 1] = second;
    numbers[slot * stride + 2] = this.tagOf(value);
    return slot;
  }

  valueAt(slot: number): T {
    return this.values[slot]!;
  }

  tagAt(slot: number): number {
    return this.numbers[slot * stride + 2]!;
  }
}
