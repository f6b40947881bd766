const CLOSE = ']';

/** POSIX classes as git has them: ASCII only, whatever the locale. */
const namedClasses: ReadonlyMap<string, RegExp> = new Map([
  ['alnum', /[0-9A-Za-z]/],
  ['alpha', /[A-Za-z]/],
  ['blank', /[ \t]/],
  // Built from code points: a control character in a literal is invisible to the reader.
  ['cntrl', new RegExp(`[${String.fromCharCode(0)}-${String.fromCharCode(31)}${String.fromCharCode(127)}]`)],
  ['digit', /[0-9]/],
  ['graph', /[!-~]/],
  ['lower', /[a-z]/],
  ['print', /[ -~]/],
  ['punct', /[!-/:-@[-`{-~]/],
  ['space', /[ \t\n\r]/],
  ['upper', /[A-Z]/],
  ['xdigit', /[0-9A-Fa-f]/],
]);

/** A bracket expression of a git pattern. */
export interface CharacterClass {
  /** 256 flags, 1 for each byte that belongs to the class. */
  readonly members: Uint8Array;
  /** Index of the closing bracket. */
  readonly end: number;
}

/**
 * Parses the bracket expression whose `[` stands just before `start`: `!` or `^` negates, `]` in first place is a member,
 * `\` escapes, ranges and `[:alpha:]` are understood. Undefined when it is malformed: git then matches nothing at all.
 *
 * @param ignoreCase it is matched against lower case: as in git, ranges and `[:upper:]` accept the small letters of capital
 *   ones, single capital letters do not
 */
export function parseClass(pattern: string, start: number, ignoreCase = false): CharacterClass | undefined {
  const members = new Uint8Array(256);
  let index = start;
  const isNegated = pattern[index] === '!' || pattern[index] === '^';
  if (isNegated) {
    index++;
  }
  let rangeStart: string | undefined;
  for (let isFirst = true; isFirst || pattern[index] !== CLOSE; isFirst = false, index++) {
    let char = pattern[index];
    if (char === undefined) {
      return undefined;
    }
    const next = pattern[index + 1];
    if (char === '-' && rangeStart !== undefined && next !== undefined && next !== CLOSE) {
      index++;
      if (next === '\\') {
        index++;
      }
      const rangeEnd = pattern[index];
      if (rangeEnd === undefined) {
        return undefined;
      }
      addRange(members, rangeStart.charCodeAt(0), rangeEnd.charCodeAt(0), ignoreCase);
      rangeStart = undefined;
      continue;
    }
    if (char === '[' && next === ':') {
      const close = pattern.indexOf(CLOSE, index + 2);
      if (close < 0) {
        return undefined;
      }
      if (close > index + 2 && pattern[close - 1] === ':') {
        const named = namedClasses.get(pattern.slice(index + 2, close - 1));
        if (named === undefined) {
          return undefined;
        }
        addMatching(members, named);
        if (ignoreCase && named === namedClasses.get('upper'))
          addMatching(members, namedClasses.get('lower')!);
        index = close;
        rangeStart = undefined;
        continue;
      }
    }
    if (char === '\\') {
      index++;
      char = next;
      if (char === undefined) {
        return undefined;
      }
    }
    members[char.charCodeAt(0)] = 1;
    rangeStart = char;
  }
  if (isNegated) {
    for (let byte = 0; byte < members.length; byte++) {
      members[byte] = 1 - members[byte]!;
    }
  }
  return { members, end: index };
}

function addRange(members: Uint8Array, first: number, last: number, ignoreCase: boolean): void {
  for (let byte = first; byte <= last; byte++) {
    members[byte] = 1;
    const isCapital = byte >= 65 && byte <= 90;
    if (ignoreCase && isCapital) members[byte + 32] = 1;
  }
}

function addMatching(members: Uint8Array, named: RegExp): void {
  for (let byte = 0; byte < members.length; byte++) {
    if (named.test(String.fromCharCode(byte))) {
      members[byte] = 1;
    }
  }
}
