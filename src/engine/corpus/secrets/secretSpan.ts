/** A part of a text that looks like a secret. */
export interface SecretSpan {
  /** Offset of its first character. */
  readonly start: number;
  /** Offset behind its last character. */
  readonly end: number;
  /** What it looks like, for people: `a token of GitHub`. Nothing of the secret itself. */
  readonly what: string;
}
