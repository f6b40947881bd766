import type { Definition, LineSpan } from './lineSpan';

/** Text of a document that is used as a query. */
export interface Passage {
  readonly text: string;
  /** 1-based, inclusive, as `endLine`; the whole range, also if `text` was cut. */
  readonly startLine: number;
  readonly endLine: number;
  /** The definition; undefined for a selection of the user. */
  readonly definition?: Definition | undefined;
}

/** Maximum lines to compare; more lines do not make the meaning clearer. */
export const maxPassageLines = 300;
const maxPassageLength = 20_000;

/**
 * The text of a definition in whole lines, exactly as in the document. A passage that equals a chunk of the index is recognized
 * and need not be embedded.
 */
export function passageOf(lines: readonly string[], definition: Definition, lineBreak = '\n'): Passage {
  return {
    text: lines.slice(definition.first, definition.last + 1).join(lineBreak),
    startLine: definition.first + 1,
    endLine: definition.last + 1,
    definition,
  };
}

/** The selected text. A line that the selection only touches at its start is not part of it. */
export function passageOfSelection(text: string, { first, last }: LineSpan): Passage {
  const endsBeforeLine = last > first && /[\r\n]$/.test(text);
  return {
    text: text.replace(/(?:\r\n|\r|\n)$/, ''),
    startLine: first + 1,
    endLine: last + 1 - (endsBeforeLine ? 1 : 0),
  };
}

/** Whether a text has content: at least two letters or digits. */
export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}][^\p{L}\p{N}]*[\p{L}\p{N}]/u.test(text);
}

/** The part of a long text that is compared, in whole lines if possible. */
export function cutPassage(text: string): { readonly text: string; readonly isCut: boolean } {
  const lines = text.split('\n');
  let cut = lines.slice(0, maxPassageLines).join('\n');
  if (cut.length > maxPassageLength) {
    const end = cut.lastIndexOf('\n', maxPassageLength);
    cut = cut.slice(0, end > 0 ? end : maxPassageLength).replace(/[\uD800-\uDBFF]$/, '');
  }
  return { text: cut, isCut: cut.length < text.length };
}
