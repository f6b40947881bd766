/** Literal text that every match of a pattern contains, so that the pattern is only tried on texts that contain it. */
export type Literal =
  | { readonly at: 'whole'; readonly text: string }
  | { readonly at: 'start' | 'end'; readonly text: string }
  /** At any position; may be empty. */
  | { readonly at: 'anywhere'; readonly text: string };

/** Nearly every literal belongs to only one line. */
type Lines = number | number[];

/**
 * The lines of an ignore file by their literals. A look-up costs one probe for each length of literal, however many
 * lines there are; only lines with a literal in the middle are checked individually.
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
   * The highest matching line that is greater than `after`; `after` if no line matches.
   *
   * @param matches tries one line whose literal occurs in the text
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
