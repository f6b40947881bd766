import type { Literal } from './literalTable';
import { compilePath, compileSegment, foldCase, literalPrefixLength } from './wildmatch';

/** One parsed line of an ignore file. */
export interface IgnoreLine {
  /** Without the markers of the other fields. */
  readonly pattern: string;
  /** `!pattern`: re-includes its matches. */
  readonly isNegated: boolean;
  /** `pattern/`: matches directories only. */
  readonly directoriesOnly: boolean;
  /** A slash anywhere but at the end anchors the pattern to the ignore file's directory. */
  readonly isAnchored: boolean;
}

/** One line of an ignore file, compiled. */
export interface IgnorePattern extends Pick<IgnoreLine, 'isNegated' | 'directoriesOnly'> {
  /** 1-based line in the ignore file. */
  readonly line: number;
  /** Matches the path relative to the ignore file's directory and the last name in it, both in bytes. */
  readonly matches: (path: string, name: string) => boolean;
}

/**
 * Parses one line as git does. Undefined for blank lines and comments.
 *
 * @param text the line without its line break, as a byte string
 */
export function readIgnoreLine(text: string): IgnoreLine | undefined {
  if (text === '' || text.startsWith('#')) {
    return undefined;
  }
  let pattern = trimTrailingSpaces(text);
  const isNegated = pattern.startsWith('!');
  if (isNegated) {
    pattern = pattern.slice(1);
  }
  const directoriesOnly = pattern.endsWith('/');
  if (directoriesOnly) {
    pattern = pattern.slice(0, -1);
  }
  return pattern === ''
    ? undefined
    : { pattern, isNegated, directoriesOnly, isAnchored: pattern.includes('/') };
}

/**
 * Undefined for a pattern that cannot match anything.
 *
 * @param ignoreCase it is matched against paths and names in lower case
 */
export function compileIgnorePattern(
  { pattern, isNegated, directoriesOnly, isAnchored }: IgnoreLine,
  line: number,
  ignoreCase: boolean,
): IgnorePattern | undefined {
  const matches = isAnchored ? compileAnchored(pattern, ignoreCase) : compileName(pattern, ignoreCase);
  return matches && { line, isNegated, directoriesOnly, matches };
}

/**
 * The longest literal that every match of the pattern contains: of the path for an anchored pattern, otherwise of the
 * name.
 *
 * A slash before the end is left out, since `**\/` also matches no directory.
 */
export function literalOf({ pattern: text, isAnchored }: IgnoreLine): Literal {
  const pattern = isAnchored ? withoutRootSlash(text) : text;
  const start = pattern.slice(0, literalPrefixLength(pattern));
  if (start === pattern) {
    return { at: 'whole', text: pattern };
  }
  const last = /[*?[\]\\/][^*?[\]\\/]*$/.exec(pattern)!.index;
  // An escaped character, or the content of a class, is not literal.
  const end = pattern.slice(last + (pattern[last] === '\\' ? 2 : 1));
  if (start.length > 0 || end.length > 0) {
    return start.length >= end.length ? { at: 'start', text: start } : { at: 'end', text: end };
  }
  return {
    at: 'anywhere',
    text: pattern.split(/[*?/]+|\[.*|\\.*/s).reduce((a, b) => (b.length > a.length ? b : a)),
  };
}

function withoutRootSlash(pattern: string): string {
  return pattern.startsWith('/') ? pattern.slice(1) : pattern;
}

/** Trailing spaces are dropped unless escaped; tabs and similar characters are kept. */
function trimTrailingSpaces(text: string): string {
  let end = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '\\') {
      if (index + 1 === text.length) {
        return text;
      }
      index++;
      end = index + 1;
    } else if (text[index] !== ' ') {
      end = index + 1;
    }
  }
  return text.slice(0, end);
}

function compileName(pattern: string, ignoreCase: boolean): IgnorePattern['matches'] | undefined {
  const matchesName = compileSegment(pattern, ignoreCase);
  return matchesName && ((_path, name) => matchesName(name));
}

function compileAnchored(pattern: string, ignoreCase: boolean): IgnorePattern['matches'] | undefined {
  const anchored = withoutRootSlash(pattern);
  // Git compares the part before the first wildcard literally and globs only the rest, so that in `foo**/bar` the
  // stars are at the beginning of a pattern and span directories, contrary to its manual.
  const literal = anchored.slice(0, literalPrefixLength(anchored));
  const prefix = ignoreCase ? foldCase(literal) : literal;
  if (literal === anchored) {
    return anchored === '' ? undefined : (path) => path === prefix;
  }
  const matchesRest = compilePath(anchored.slice(prefix.length), ignoreCase);
  return matchesRest && ((path) => path.startsWith(prefix) && matchesRest(path.slice(prefix.length)));
}
