import { compilePath, compileSegment, foldCase, literalPrefixLength } from './wildmatch';

/** One line of an ignore file, compiled. */
export interface IgnorePattern {
  /** 1-based line in the ignore file. */
  readonly line: number;
  /** `!pattern`: what it matches is kept after all. */
  readonly isNegated: boolean;
  /** `pattern/`: matches directories only. */
  readonly directoriesOnly: boolean;
  /**
   * How to look it up without trying it: `name` when only this very name can match, `extension` (with its dot) when only
   * names whose last dot begins with it can, neither when it has to be tried on every path.
   */
  readonly key: { readonly name: string } | { readonly extension: string } | undefined;
  /** Decides from the path relative to the ignore file's directory and from the last name in it, both in bytes. */
  readonly matches: (path: string, name: string) => boolean;
}

/**
 * Parses one line the way git does. Undefined for blank lines, comments, and patterns that cannot match anything.
 *
 * @param text the line without its line break, as a byte string
 * @param ignoreCase it is matched against names in lower case
 */
export function parseIgnorePattern(
  text: string,
  line: number,
  ignoreCase: boolean,
): IgnorePattern | undefined {
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
  if (pattern === '') {
    return undefined;
  }
  const matches = pattern.includes('/')
    ? compileAnchored(pattern, ignoreCase)
    : compileName(pattern, ignoreCase);
  const key = keyOf(ignoreCase ? foldCase(pattern) : pattern);
  return matches && { line, isNegated, directoriesOnly, key, matches };
}

/** Spaces at the end are dropped unless escaped; tabs and the like stay. */
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

/** A slash anywhere but at the end ties the pattern to the ignore file's own directory. */
function compileAnchored(pattern: string, ignoreCase: boolean): IgnorePattern['matches'] | undefined {
  const anchored = pattern.startsWith('/') ? pattern.slice(1) : pattern;
  // Git compares the part before the first wildcard as it is and globs only the rest, so that in `foo**/bar` the stars
  // stand at the beginning of a pattern and span directories, against its own manual.
  const literal = anchored.slice(0, literalPrefixLength(anchored));
  const prefix = ignoreCase ? foldCase(literal) : literal;
  if (literal === anchored) {
    return anchored === '' ? undefined : (path) => path === prefix;
  }
  const matchesRest = compilePath(anchored.slice(prefix.length), ignoreCase);
  return matchesRest && ((path) => path.startsWith(prefix) && matchesRest(path.slice(prefix.length)));
}

function keyOf(pattern: string): IgnorePattern['key'] {
  if (pattern.includes('/')) {
    return undefined;
  }
  if (literalPrefixLength(pattern) === pattern.length) {
    return { name: pattern };
  }
  const rest = pattern.slice(1);
  const dot = rest.lastIndexOf('.');
  if (pattern.startsWith('*') && dot >= 0 && literalPrefixLength(rest) === rest.length) {
    return { extension: rest.slice(dot) };
  }
  return undefined;
}
