const CLOSE = ']';
const [capitalA, capitalZ] = [65, 90];
/** Offset from the code of a capital letter to that of the small one. */
const toSmall = 32;

/** POSIX classes as git defines them, as ranges: ASCII only, whatever the locale. */
const namedClasses: ReadonlyMap<string, string> = new Map([
  ['alnum', '09AZaz'],
  ['alpha', 'AZaz'],
  ['blank', '\t\t  '],
  ['cntrl', '\u0000\u001f\u007f\u007f'],
  ['digit', '09'],
  ['graph', '!~'],
  ['lower', 'az'],
  ['print', ' ~'],
  ['punct', '!/:@[`{~'],
  ['space', '\t\n\r\r  '],
  ['upper', 'AZ'],
  ['xdigit', '09AFaf'],
]);

/** A bracket expression of a glob. */
export interface CharacterClass {
  /** Character codes in pairs, the first and the last of each range. A range whose first is after its last is its first. */
  readonly ranges: readonly number[];
  /** The members are those that are in no range. */
  readonly isNegated: boolean;
  /** Index of the closing bracket. */
  readonly end: number;
}

/**
 * Parses the bracket expression whose `[` is just before `start`. Supports `!` or `^` for negation, `]` in first
 * place as a member, `\` as escape, ranges and `[:alpha:]`. Undefined if it is not closed, or names a class that does
 * not exist.
 *
 * @param ignoreCase it is matched against lower case: as in git, ranges and `[:upper:]` accept the small letters of
 *   capital ones, single capital letters do not
 */
export function parseClass(pattern: string, start: number, ignoreCase = false): CharacterClass | undefined {
  const ranges: number[] = [];
  let index = start;
  const isNegated = pattern[index] === '!' || pattern[index] === '^';
  if (isNegated) {
    index++;
  }
  let rangeStart: number | undefined;
  // Kept between the names: searching it each time would take quadratic time for a hostile pattern.
  let close = 0;
  for (let isFirst = true; isFirst || pattern[index] !== CLOSE; isFirst = false, index++) {
    const char = pattern[index];
    if (char === undefined) {
      return undefined;
    }
    const next = pattern[index + 1];
    if (char === '-' && rangeStart !== undefined && next !== undefined && next !== CLOSE) {
      index++;
      if (next === '\\') {
        index++;
      }
      if (index >= pattern.length) {
        return undefined;
      }
      addRange(ranges, rangeStart, pattern.charCodeAt(index), ignoreCase);
      rangeStart = undefined;
      continue;
    }
    if (char === '[' && next === ':') {
      if (close < index + 2) {
        close = pattern.indexOf(CLOSE, index + 2);
      }
      if (close < 0) {
        return undefined;
      }
      if (close > index + 2 && pattern[close - 1] === ':') {
        const named = namedClasses.get(pattern.slice(index + 2, close - 1));
        if (named === undefined) {
          return undefined;
        }
        for (let at = 0; at < named.length; at++) {
          ranges.push(named.charCodeAt(at));
        }
        if (ignoreCase && named === namedClasses.get('upper')) {
          addRange(ranges, capitalA, capitalZ, ignoreCase);
        }
        index = close;
        rangeStart = undefined;
        continue;
      }
    }
    if (char === '\\') {
      index++;
      if (next === undefined) {
        return undefined;
      }
    }
    rangeStart = pattern.charCodeAt(index);
    ranges.push(rangeStart, rangeStart);
  }
  return { ranges, isNegated, end: index };
}

function addRange(ranges: number[], first: number, last: number, ignoreCase: boolean): void {
  ranges.push(first, last);
  const [from, to] = [Math.max(first, capitalA), Math.min(last, capitalZ)];
  if (ignoreCase && from <= to) {
    ranges.push(from + toSmall, to + toSmall);
  }
}

/** Whether a character code belongs to a class. */
export function isMember({ ranges, isNegated }: CharacterClass, code: number): boolean {
  for (let index = 0; index < ranges.length; index += 2) {
    if (code === ranges[index] || (code >= ranges[index]! && code <= ranges[index + 1]!)) {
      return !isNegated;
    }
  }
  return isNegated;
}

/** 256 flags, 1 for each byte that belongs to a class. */
export function bytesOf({ ranges, isNegated }: CharacterClass): Uint8Array {
  const flags = new Uint8Array(256).fill(isNegated ? 1 : 0);
  for (let index = 0; index < ranges.length; index += 2) {
    const first = ranges[index]!;
    flags.fill(isNegated ? 0 : 1, first, Math.max(first, ranges[index + 1]!) + 1);
  }
  return flags;
}
