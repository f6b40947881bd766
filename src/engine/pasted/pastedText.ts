import { withoutExcerptMarks } from './excerptMarks';
import { messageOf } from './logLine';
import { plainText } from './plainText';

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
}

/** Reads a query as a paste; a question stays as it is. */
export function readPastedText(original: string): PastedText {
  const plain = plainText(original);
  const excerpt = withoutExcerptMarks(plain);
  const message = messageOf(excerpt);
  return { original, plain, excerpt: excerpt || plain, message: message || plain };
}
