/** A part of a text that looks like a secret. */
export interface SecretSpan {
  /** Offset of its first character. */
  readonly start: number;
  /** Offset after its last character. */
  readonly end: number;
  /** Description for the user: `a token of GitHub`. Contains nothing of the secret itself. */
  readonly what: string;
}
