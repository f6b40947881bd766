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

/** The text of a definition, as it stands in the document. */
export function passageOf(lines: readonly string[], definition: Definition): Passage {
  return {
    text: dedented(lines.slice(definition.first, definition.last + 1)),
    startLine: definition.first + 1,
    endLine: definition.last + 1,
    definition,
  };
}

/**
 * What is selected. A line that the selection only touches, with the cursor at its beginning, is not part of it.
 *
 * @param text the text that is selected
 */
export function passageOfSelection(text: string, { first, last }: LineSpan): Passage {
  const selected = text.split(/\r\n|\r|\n/);
  const empty = last > first && selected.at(-1) === '' ? 1 : 0;
  return { text: dedented(selected), startLine: first + 1, endLine: last + 1 - empty };
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

/** Lines without the indentation that they have in common, and without blank ones at the ends. */
function dedented(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^\s*/.exec(line)![0].length);
  // What is selected from the middle of a line begins without the indentation of that line.
  const rest = indents[0] === 0 && indents.length > 1 ? indents.slice(1) : indents;
  const common = rest.length > 0 ? Math.min(...rest) : 0;
  return lines
    .map((line) => (/^\s/.test(line) ? line.slice(Math.min(common, /^\s*/.exec(line)![0].length)) : line))
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}
