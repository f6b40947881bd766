import { parseIgnorePattern, type IgnorePattern } from './ignorePattern';
import { foldCase, toByteString } from './wildmatch';

/**
 * The patterns of one ignore file. The last pattern that matches decides. Plain names and `*.extension`, which most
 * patterns are, are found by look-up instead of being tried one by one.
 */
export class IgnoreFile {
  /** Patterns by the only name, or by the only extension, that they can match; last line first. */
  private readonly byName = new Map<string, IgnorePattern[]>();
  private readonly byExtension = new Map<string, IgnorePattern[]>();
  private readonly others: IgnorePattern[] = [];

  /** @param ignoreCase as git does with `core.ignoreCase`: for letters of ASCII */
  constructor(
    text: string,
    private readonly ignoreCase = false,
  ) {
    const lines = toByteString(text.startsWith('\ufeff') ? text.slice(1) : text).split('\n');
    for (let index = lines.length - 1; index >= 0; index--) {
      const line = lines[index]!;
      const pattern = parseIgnorePattern(
        line.endsWith('\r') ? line.slice(0, -1) : line,
        index + 1,
        ignoreCase,
      );
      if (pattern) {
        this.groupOf(pattern).push(pattern);
      }
    }
  }

  /** True when the file has no pattern at all. */
  get isEmpty(): boolean {
    return this.byName.size === 0 && this.byExtension.size === 0 && this.others.length === 0;
  }

  /**
   * The pattern that decides about a path, or undefined when none matches.
   *
   * @param path relative to the directory of this file, as a byte string
   * @param name the last name in `path`
   */
  find(path: string, name: string, isDirectory: boolean): IgnorePattern | undefined {
    return this.ignoreCase
      ? this.findExactly(foldCase(path), foldCase(name), isDirectory)
      : this.findExactly(path, name, isDirectory);
  }

  private findExactly(path: string, name: string, isDirectory: boolean): IgnorePattern | undefined {
    const dot = name.lastIndexOf('.');
    let found = firstMatch(this.byName.get(name), path, name, isDirectory, 0);
    if (dot >= 0) {
      found =
        firstMatch(this.byExtension.get(name.slice(dot)), path, name, isDirectory, found?.line ?? 0) ?? found;
    }
    return firstMatch(this.others, path, name, isDirectory, found?.line ?? 0) ?? found;
  }

  private groupOf(pattern: IgnorePattern): IgnorePattern[] {
    const { key } = pattern;
    if (key === undefined) {
      return this.others;
    }
    return 'name' in key ? listAt(this.byName, key.name) : listAt(this.byExtension, key.extension);
  }
}

/** First match among patterns that stand below `afterLine`; those above have been overruled already. */
function firstMatch(
  patterns: readonly IgnorePattern[] | undefined,
  path: string,
  name: string,
  isDirectory: boolean,
  afterLine: number,
): IgnorePattern | undefined {
  if (patterns === undefined) {
    return undefined;
  }
  for (const pattern of patterns) {
    if (pattern.line <= afterLine) {
      return undefined;
    }
    if ((isDirectory || !pattern.directoriesOnly) && pattern.matches(path, name)) {
      return pattern;
    }
  }
  return undefined;
}

function listAt(lists: Map<string, IgnorePattern[]>, key: string): IgnorePattern[] {
  let list = lists.get(key);
  if (list === undefined) {
    list = [];
    lists.set(key, list);
  }
  return list;
}
