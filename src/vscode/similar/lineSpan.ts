/** Whole lines of a document: 0-based, inclusive. */
export interface LineSpan {
  readonly first: number;
  readonly last: number;
}

/** A named piece of a document: a function, a class, a section. */
export interface Definition extends LineSpan {
  /** Undefined if it has none. */
  readonly name?: string | undefined;
  /** Name of the enclosing class or other type. */
  readonly container?: string | undefined;
}

const tabWidth = 4;

/** Also true beyond the end of a document. */
export function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}

/** Indentation of a line in columns. */
export function indentOf(line: string): number {
  let width = 0;
  for (const char of line) {
    if (char === ' ') width++;
    else if (char === '\t') width += tabWidth - (width % tabWidth);
    else break;
  }
  return width;
}

/** Removes blank lines at the ends of a span; unchanged if all are blank. */
export function withoutBlankEnds(lines: readonly string[], { first, last }: LineSpan): LineSpan {
  let [from, to] = [first, last];
  while (from < to && isBlank(lines[from])) from++;
  while (to > from && isBlank(lines[to])) to--;
  return isBlank(lines[from]) ? { first, last } : { first: from, last: to };
}
