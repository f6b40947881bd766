import { withoutExcerptMarks } from './excerptMarks';
import { afterKind, messageOf } from './logLine';
import { plainText } from './plainText';
import { quotedParts } from './quotedParts';

/** A query without what tools add to a text that is copied from them. */
export interface PastedText {
  /** As it was entered. */
  readonly original: string;
  /** Without colours and invisible characters, with the punctuation of code. */
  readonly plain: string;
  /** The lines of a file: also without line numbers and marks of a diff. */
  readonly excerpt: string;
  /** The message, if the excerpt is a line of a log or an error; otherwise the excerpt. */
  readonly message: string;
  /** Parts of them that may be in a file without the rest, see {@link quotedParts} and {@link afterKind}. */
  readonly parts: readonly string[];
}

/** A longer text is not read: the time for some of its forms grows with the square of the length. */
const mostCharacters = 10_000;

/** Reads a query as a paste; a question stays as it is, and so does a text of more than 10,000 characters. */
export function readPastedText(original: string): PastedText {
  if (original.length > mostCharacters) {
    return { original, plain: original, excerpt: original, message: original, parts: [] };
  }
  const plain = plainText(original);
  const excerpt = withoutExcerptMarks(plain) || plain;
  const message = messageOf(excerpt) || plain;
  const parts = [...quotedParts(excerpt), afterKind(message)].filter((part) => part !== message);
  return { original, plain, excerpt, message, parts };
}
