/**
 * A text divided into identifiers and runs without spaces, so that it can be searched for the terms of several queries and is
 * divided once. Made by `TermAnalyzer.scan`.
 */
export interface ScannedText {
  readonly text: string;
  /** Position of each piece, ascending. */
  readonly starts: Int32Array;
  /** Position behind each identifier; negative for a run of a script without spaces. */
  readonly ends: Int32Array;
  /** The bits of the terms of each identifier, see `bitOf`. */
  readonly bits: Int32Array;
}
