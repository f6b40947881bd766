import { IgnoreFile } from './ignoreFile';

/** The git attributes that affect indexing. */
export interface FileAttributes {
  /** `linguist-generated`: whether a tool wrote the file; takes precedence over its content. */
  readonly isGenerated?: boolean | undefined;
  /** `working-tree-encoding`, as written. */
  readonly encoding?: string | undefined;
  /** The line that sets `isGenerated`: `src/.gitattributes:3`. */
  readonly origin?: string | undefined;
}

/** The value of an attribute on one line; undefined if the line unsets it (`!name`). */
type Value = string | boolean | undefined;

/** The lines of a `.gitattributes` that name one attribute. */
class AttributeLines {
  private readonly values = new Map<number, Value>();
  private readonly patterns: IgnoreFile;

  constructor(lines: readonly string[], name: string, ignoreCase: boolean) {
    const patterns = lines.map((line, i) => {
      const [pattern, ...attributes] = partsOf(line);
      const told = attributes.flatMap((one) => valueOf(one, name) ?? []).at(-1);
      // Skips macro definitions, negative patterns, which git's attributes do not have, and comments.
      if (!told || pattern === undefined || /^(?:\[attr\]|!|#)/.test(pattern)) return '';
      this.values.set(i + 1, told.value);
      return pattern.replace(/ /g, '?');
    });
    this.patterns = new IgnoreFile(patterns.join('\n'), ignoreCase);
  }

  get isEmpty(): boolean {
    return this.values.size === 0;
  }

  find(path: string): { readonly value: Value; readonly line: number } | undefined {
    const pattern = this.patterns.find(path, path.slice(path.lastIndexOf('/') + 1), false);
    return pattern && { value: this.values.get(pattern.line), line: pattern.line };
  }
}

/** One `.gitattributes`. */
export class AttributeFile {
  private readonly generated: AttributeLines;
  private readonly encodings: AttributeLines;

  constructor(
    text: string,
    /** Path shown to the user. */
    private readonly label: string,
    ignoreCase = false,
  ) {
    const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
    this.generated = new AttributeLines(lines, 'linguist-generated', ignoreCase);
    this.encodings = new AttributeLines(lines, 'working-tree-encoding', ignoreCase);
  }

  /** True if it contains none of the attributes. */
  get isEmpty(): boolean {
    return this.generated.isEmpty && this.encodings.isEmpty;
  }

  /**
   * The attributes of a file; those that this file does not set are taken from the files of the directories above.
   *
   * @param path relative to the directory of this file, as a byte string
   */
  find(path: string, above: FileAttributes): FileAttributes {
    const generated = this.generated.find(path);
    const encoding = this.encodings.find(path);
    return {
      ...(generated
        ? { isGenerated: truthOf(generated.value), origin: `${this.label}:${generated.line}` }
        : { isGenerated: above.isGenerated, origin: above.origin }),
      encoding: encoding ? (typeof encoding.value === 'string' ? encoding.value : undefined) : above.encoding,
    };
  }
}

function truthOf(value: Value): boolean | undefined {
  return typeof value === 'string' ? !/^(?:false|0|no)$/i.test(value) : value;
}

function valueOf(written: string, name: string): { readonly value: Value } | undefined {
  if (written === name) return { value: true };
  if (written === `-${name}`) return { value: false };
  if (written === `!${name}`) return { value: undefined };
  return written.startsWith(`${name}=`) ? { value: written.slice(name.length + 1) } : undefined;
}

/** The pattern of a line, which may be quoted, and the attributes after it. */
function partsOf(line: string): string[] {
  const quoted = /^\s*"((?:[^"\\]|\\.)*)"(.*)$/.exec(line);
  if (!quoted) return line.trim().split(/\s+/);
  return [quoted[1]!.replace(/\\(.)/g, '$1'), ...quoted[2]!.trim().split(/\s+/)];
}
