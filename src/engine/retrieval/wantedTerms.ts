/** Bit of a term, 1 of 32: terms with different bits differ. */
export function bitOf(term: number): number {
  return 1 << (term & 31);
}

/**
 * Terms that a text is searched for, each with a number. Nearly all look-ups are of other terms; these read one byte.
 */
export class WantedTerms implements Iterable<readonly [number, number]> {
  /** The bits of all terms. */
  readonly bits: number;
  /** 1 at the last bits of each wanted term. */
  private readonly ends = new Uint8Array(2 ** 12);

  constructor(private readonly numbers: ReadonlyMap<number, number>) {
    let bits = 0;
    for (const term of numbers.keys()) {
      this.ends[term & 0xfff] = 1;
      bits |= bitOf(term);
    }
    this.bits = bits;
  }

  has(term: number): boolean {
    return this.ends[term & 0xfff] === 1 && this.numbers.has(term);
  }

  /** The number of a term; undefined if it is not wanted. */
  get(term: number): number | undefined {
    return this.ends[term & 0xfff] === 1 ? this.numbers.get(term) : undefined;
  }

  [Symbol.iterator](): Iterator<readonly [number, number]> {
    return this.numbers.entries();
  }
}
