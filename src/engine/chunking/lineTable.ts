const lineFeed = 10;

/**
 * Start offsets of the lines of a text. Lines are 0-based here. A break is `\n`, `\r\n` or a lone `\r`, as the editor
 * counts them; a break at the very end begins no further line, and an empty text has no lines.
 */
export class LineTable {
  /** Offsets of the first character of each line, then the length of the text. */
  private readonly starts: Int32Array;
  /** Line of the last look-up: most look-ups are slightly after the last one. */
  private hint = 0;

  /** Number of lines. */
  readonly count: number;

  constructor(readonly text: string) {
    this.starts = lineStarts(text);
    this.count = this.starts.length - 1;
  }

  /** Offset of the first character of a line; for `count`, the length of the text. */
  start(line: number): number {
    return this.starts[line]!;
  }

  /** Characters from the start of `from` to the start of `to`, breaks included. */
  size(from: number, to: number): number {
    return this.starts[to]! - this.starts[from]!;
  }

  /** The line that contains an offset; offsets past the end count as the last line. */
  lineAt(offset: number): number {
    const { starts } = this;
    let line = this.hint;
    if (starts[line]! <= offset) {
      // A short linear scan before the search: the next definition is usually near.
      for (let step = 0; step < 8 && line < this.count - 1; step++, line++) {
        if (starts[line + 1]! > offset) {
          return (this.hint = line);
        }
      }
    }
    let low = starts[line]! <= offset ? line : 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return (this.hint = low);
  }

  /** Lines from `from` to `to`, exclusive, without the break of the last. */
  slice(from: number, to: number): string {
    const { text } = this;
    const start = this.starts[from]!;
    let end = this.starts[to]!;
    const last = text.charCodeAt(end - 1);
    if (end > start && (last === 10 || last === 13)) {
      end -= last === 10 && text.charCodeAt(end - 2) === 13 && end - 2 >= start ? 2 : 1;
    }
    return text.slice(start, end);
  }

  /** Columns of white space before the first other character (a tab counts as four), or -1 for a blank line. */
  indent(line: number): number {
    const end = this.starts[line + 1]!;
    let columns = 0;
    for (let i = this.starts[line]!; i < end; i++) {
      const code = this.text.charCodeAt(i);
      if (code === 32) {
        columns++;
      } else if (code === 9) {
        columns += 4;
      } else if (code !== 10 && code !== 13 && code !== 0xfeff) {
        return columns;
      }
    }
    return -1;
  }
}

function lineStarts(text: string): Int32Array {
  const starts = text === '' ? [] : [0];
  if (text.includes('\r')) {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 13 && text.charCodeAt(i + 1) === lineFeed) {
        i++;
      }
      if ((code === 10 || code === 13) && i + 1 < text.length) {
        starts.push(i + 1);
      }
    }
  } else {
    for (let i = text.indexOf('\n'); i >= 0 && i + 1 < text.length; i = text.indexOf('\n', i + 1)) {
      starts.push(i + 1);
    }
  }
  starts.push(text.length);
  return Int32Array.from(starts);
}
