import { compileIgnorePattern, literalOf, readIgnoreLine, type IgnorePattern } from './ignorePattern';
import { LiteralTable } from './literalTable';
import { foldCase, toByteString } from './wildmatch';

/**
 * Ignore files that any directory may contain, weakest first: a stronger kind anywhere overrides a weaker one
 * anywhere.
 */
export const ignoreFileNames = ['.gitignore', '.ignore', '.semanticignore'] as const;

/** The kinds of ignore files. */
export type IgnoreFileName = (typeof ignoreFileNames)[number];

/** Most compiled patterns kept: few are ever used, and a compiled pattern takes a hundred times its text. */
const maxCompiled = 10_000;

/**
 * The patterns of one ignore file. The last matching pattern decides. A pattern is compiled when a path contains its
 * literal text, so a file of megabytes costs little more than its text.
 */
export class IgnoreFile {
  private readonly text: string;
  /** Start of each line, and the end of the text. */
  private readonly starts: Int32Array;
  /** Patterns that are matched against the name only, and those that are matched against the path. */
  private readonly names = new LiteralTable();
  private readonly paths = new LiteralTable();
  private readonly compiled = new Map<number, IgnorePattern | undefined>();
  private hasPatterns = false;

  /** @param ignoreCase as git does with `core.ignoreCase`: for ASCII letters */
  constructor(
    text: string,
    private readonly ignoreCase = false,
  ) {
    this.text = toByteString(text.startsWith('\ufeff') ? text.slice(1) : text);
    this.starts = lineStarts(this.text);
    for (let line = 1; line < this.starts.length; line++) {
      const parsed = readIgnoreLine(this.lineText(line));
      if (parsed) {
        this.hasPatterns = true;
        const literal = literalOf(parsed);
        (parsed.isAnchored ? this.paths : this.names).add(
          line,
          ignoreCase ? { ...literal, text: foldCase(literal.text) } : literal,
        );
      }
    }
  }

  /** True if the file has no patterns. */
  get isEmpty(): boolean {
    return !this.hasPatterns;
  }

  /**
   * The pattern that decides about a path, or undefined if none matches.
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
    const matches = (line: number): boolean => {
      const pattern = this.patternAt(line);
      return (
        pattern !== undefined && (isDirectory || !pattern.directoriesOnly) && pattern.matches(path, name)
      );
    };
    const line = this.paths.lastMatch(path, this.names.lastMatch(name, 0, matches), matches);
    return line === 0 ? undefined : this.patternAt(line);
  }

  private patternAt(line: number): IgnorePattern | undefined {
    if (this.compiled.has(line)) return this.compiled.get(line);
    const pattern = compileIgnorePattern(readIgnoreLine(this.lineText(line))!, line, this.ignoreCase);
    if (this.compiled.size >= maxCompiled) this.compiled.clear();
    this.compiled.set(line, pattern);
    return pattern;
  }

  /** A line without its break. */
  private lineText(line: number): string {
    const end = this.starts[line]! - 1;
    const hasReturn = this.text[end - 1] === '\r' && end > this.starts[line - 1]!;
    return this.text.slice(this.starts[line - 1], hasReturn ? end - 1 : end);
  }
}

/** The end counts as the start of one more line, as if a line break preceded it. */
function lineStarts(text: string): Int32Array {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  starts.push(text.length + 1);
  return Int32Array.from(starts);
}
