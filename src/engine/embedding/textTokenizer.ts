/** Turns text into the token ids of one model. */
export interface TextTokenizer {
  /** One more than the highest id that {@link encode} writes. */
  readonly idLimit: number;
  /**
   * Writes the ids of the known tokens of `text.slice(from, to)` into `out`, in order, until it is full. Unknown
   * tokens are skipped.
   * @returns number of ids written
   */
  encode(text: string, from: number, to: number, out: Int32Array): number;
}
