import type { Message } from '../../../common/messages/message';

/** A part of a text that looks like a secret. */
export interface SecretSpan {
  /** Offset of its first character. */
  readonly start: number;
  /** Offset after its last character. */
  readonly end: number;
  /** A message of `detailTexts`: a token of GitHub. Contains nothing of the secret itself. */
  readonly what: Message;
}
