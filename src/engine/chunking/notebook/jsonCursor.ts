const quote = 34;
const backslash = 92;

/** Thrown for a text that is not JSON. */
export class JsonScanError extends Error {
  override readonly name = 'JsonScanError';
}

/**
 * Reads JSON by position, without building unused values and without recursion. Every method takes the offset of a
 * value and throws {@link JsonScanError} for an unexpected character.
 */
export class JsonCursor {
  constructor(private readonly text: string) {}

  /** Offset of the next character that is not white space. */
  skipSpace(at: number): number {
    let i = at;
    for (let code = this.text.charCodeAt(i); isSpace(code); code = this.text.charCodeAt(i)) {
      i++;
    }
    return i;
  }

  /** Offset after the value that begins at `at`. */
  skipValue(at: number): number {
    const first = this.text[at];
    if (first === '"') {
      return this.skipString(at);
    }
    if (first !== '{' && first !== '[') {
      const end = at + /^[\w.+-]*/.exec(this.text.slice(at, at + 64))![0].length;
      return end > at ? end : this.fail(at);
    }
    let depth = 0;
    const marks = /["[\]{}]/g;
    marks.lastIndex = at;
    for (let mark = marks.exec(this.text); mark !== null; mark = marks.exec(this.text)) {
      if (mark[0] === '"') {
        marks.lastIndex = this.skipString(mark.index);
      } else if (mark[0] === '{' || mark[0] === '[') {
        depth++;
      } else if (--depth === 0) {
        return mark.index + 1;
      }
    }
    return this.fail(at);
  }

  /** The first characters of the value at `at`, as written. */
  raw(at: number): string {
    return this.text.slice(at, at + 64);
  }

  /** The string that begins at `at`. */
  string(at: number): string {
    const end = this.skipString(at);
    try {
      return JSON.parse(this.text.slice(at, end)) as string;
    } catch {
      return this.fail(at);
    }
  }

  /** Calls `visit` with each key of the object at `at` and the offset of its value. Returns the offset after it. */
  object(at: number, visit: (key: string, valueAt: number) => void): number {
    return this.members(at, '{', '}', (i) => {
      const key = this.string(i);
      const colon = this.skipSpace(this.skipString(i));
      if (this.text[colon] !== ':') {
        return this.fail(colon);
      }
      const valueAt = this.skipSpace(colon + 1);
      visit(key, valueAt);
      return this.skipValue(valueAt);
    });
  }

  /** Calls `visit` with the offset of each element of the array at `at`. Returns the offset after it. */
  array(at: number, visit: (elementAt: number) => void): number {
    return this.members(at, '[', ']', (i) => {
      visit(i);
      return this.skipValue(i);
    });
  }

  /** Whether the value at `at` begins with a character. */
  startsWith(at: number, character: '"' | '[' | '{'): boolean {
    return this.text[at] === character;
  }

  private members(at: number, open: string, close: string, member: (at: number) => number): number {
    if (this.text[at] !== open) {
      return this.fail(at);
    }
    let i = this.skipSpace(at + 1);
    if (this.text[i] === close) {
      return i + 1;
    }
    for (;;) {
      i = this.skipSpace(member(i));
      if (this.text[i] === close) {
        return i + 1;
      }
      if (this.text[i] !== ',') {
        return this.fail(i);
      }
      i = this.skipSpace(i + 1);
    }
  }

  private skipString(at: number): number {
    if (this.text.charCodeAt(at) !== quote) {
      return this.fail(at);
    }
    for (let end = this.text.indexOf('"', at + 1); end >= 0; end = this.text.indexOf('"', end + 1)) {
      let escapes = 0;
      while (this.text.charCodeAt(end - 1 - escapes) === backslash) {
        escapes++;
      }
      if (escapes % 2 === 0) {
        return end + 1;
      }
    }
    return this.fail(at);
  }

  private fail(at: number): never {
    throw new JsonScanError(`Not JSON at character ${at}`);
  }
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9 || code === 0xfeff;
}
