/** Literal text that a pattern demands of what it matches, so that the pattern need not be tried on anything else. */
export type Literal =
  | { readonly at: 'whole'; readonly text: string }
  | { readonly at: 'start' | 'end'; readonly text: string }
  /** Somewhere, maybe empty. */
  | { readonly at: 'anywhere'; readonly text: string };

/** Nearly every literal belongs to one line only. */
type Lines = number | number[];

/**
 * The lines of an ignore file by the literal that each demands. A look-up costs one probe for each length of literal, however many
 * lines there are; only those whose literal stands somewhere in the middle are looked at one by one.
 */
export class LiteralTable {
  private readonly wholes = new Map<string, Lines>();
  private readonly starts = new Map<string, Lines>();
  private readonly ends = new Map<string, Lines>();
  private readonly startLengths = new Set<number>();
  private readonly endLengths = new Set<number>();
  private readonly others: { readonly line: number; readonly text: string }[] = [];

  /** @param line greater than all before */
  add(line: number, { at, text }: Literal): void {
    switch (at) {
      case 'whole':
        addLine(this.wholes, text, line);
        break;
      case 'start':
        addLine(this.starts, text, line);
        this.startLengths.add(text.length);
        break;
      case 'end':
        addLine(this.ends, text, line);
        this.endLengths.add(text.length);
        break;
      case 'anywhere':
        this.others.push({ line, text });
    }
  }

  /**
   * The last line that matches, of those below `after`; else `after`.
   *
   * @param matches tries one line whose literal is there
   */
  lastMatch(text: string, after: number, matches: (line: number) => boolean): number {
    let last = lastOf(this.wholes.get(text), after, matches);
    for (const length of this.startLengths) {
      if (length <= text.length) last = lastOf(this.starts.get(text.slice(0, length)), last, matches);
    }
    for (const length of this.endLengths) {
      if (length <= text.length)
        last = lastOf(this.ends.get(text.slice(text.length - length)), last, matches);
    }
    for (let i = this.others.length - 1; i >= 0; i--) {
      const other = this.others[i]!;
      if (other.line <= last) break;
      if (text.includes(other.text) && matches(other.line)) return other.line;
    }
    return last;
  }
}

function addLine(lines: Map<string, Lines>, text: string, line: number): void {
  const found = lines.get(text);
  if (found === undefined) lines.set(text, line);
  else if (typeof found === 'number') lines.set(text, [found, line]);
  else found.push(line);
}

function lastOf(lines: Lines | undefined, after: number, matches: (line: number) => boolean): number {
  if (lines === undefined) return after;
  if (typeof lines === 'number') return lines > after && matches(lines) ? lines : after;
  for (let i = lines.length - 1; i >= 0 && lines[i]! > after; i--) {
    if (matches(lines[i]!)) return lines[i]!;
  }
  return after;
}
