import type { Definition, LineSpan } from './lineSpan';

/** Text of a document that something is looked for by. */
export interface Passage {
  readonly text: string;
  /** 1-based, inclusive, as `endLine`: all of it, also where `text` was cut. */
  readonly startLine: number;
  readonly endLine: number;
  /** The definition that it is; undefined where a person selected it. */
  readonly definition?: Definition | undefined;
}

/** Most lines that are compared: what a text means does not become clearer by more. */
export const maxPassageLines = 300;
const maxPassageLength = 20_000;

/**
 * The text of a definition, in whole lines and letter by letter as it stands in the document: what is a chunk of the index is
 * known again by it, and need not be embedded.
 */
export function passageOf(lines: readonly string[], definition: Definition, lineBreak = '\n'): Passage {
  return {
    text: lines.slice(definition.first, definition.last + 1).join(lineBreak),
    startLine: definition.first + 1,
    endLine: definition.last + 1,
    definition,
  };
}

/** What is selected. A line that the selection only touches, with the cursor at its beginning, is not part of it. */
export function passageOfSelection(text: string, { first, last }: LineSpan): Passage {
  const isTouched = last > first && /[\r\n]$/.test(text);
  return {
    text: text.replace(/(?:\r\n|\r|\n)$/, ''),
    startLine: first + 1,
    endLine: last + 1 - (isTouched ? 1 : 0),
  };
}

/** Whether a text says anything: one with two letters or digits does, a brace does not. */
export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}][^\p{L}\p{N}]*[\p{L}\p{N}]/u.test(text);
}

/** The part of a long text that is compared, in whole lines where there are any. */
export function cutPassage(text: string): { readonly text: string; readonly isCut: boolean } {
  const lines = text.split('\n');
  let cut = lines.slice(0, maxPassageLines).join('\n');
  if (cut.length > maxPassageLength) {
    const end = cut.lastIndexOf('\n', maxPassageLength);
    cut = cut.slice(0, end > 0 ? end : maxPassageLength).replace(/[\uD800-\uDBFF]$/, '');
  }
  return { text: cut, isCut: cut.length < text.length };
}
