const encoder = new TextEncoder();
// Without this option a leading byte order mark of a string would be lost.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Many strings in one block of UTF-8, decoded individually on access, so that loading costs nothing. */
export class StringTable {
  /**
   * @param bytes all strings, concatenated
   * @param offsets start of each string, and the end: one longer than the table
   */
  constructor(
    readonly bytes: Uint8Array,
    readonly offsets: Uint32Array,
  ) {}

  static of(strings: readonly string[]): StringTable {
    const encoded = strings.map((text) => encoder.encode(text));
    const offsets = new Uint32Array(strings.length + 1);
    encoded.forEach((bytes, i) => (offsets[i + 1] = offsets[i]! + bytes.length));
    const bytes = new Uint8Array(offsets[strings.length]!);
    encoded.forEach((part, i) => {
      bytes.set(part, offsets[i]);
    });
    return new StringTable(bytes, offsets);
  }

  get length(): number {
    return this.offsets.length - 1;
  }

  at(index: number): string {
    return decoder.decode(this.bytes.subarray(this.offsets[index], this.offsets[index + 1]));
  }
}
