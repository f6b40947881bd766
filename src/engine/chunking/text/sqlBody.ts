import type { DefinitionBody } from './blockBody';

/** Beginning of an SQL definition that has a body of statements. */
const routine =
  /^(?:create|alter)\s+(?:or\s+(?:replace|alter)\s+)?(?:(?:definer|algorithm|sql\s+security)\s*=?\s*\S+\s+|constraint\s+|(?:non)?editionable\s+|temp\s+)*(?:function|procedure|proc|trigger|package|type\s+body)\b/i;

/** How a file separates its statements, besides `;`. */
export interface SqlBatches {
  /** `GO` of T-SQL, or `/` of Oracle, on a separate line. */
  readonly separator: RegExp | undefined;
  /** The delimiter set by `DELIMITER` of MySQL. */
  readonly delimiter: string | undefined;
}

/** Scans a whole file. */
export function sqlBatchesOf(text: string): SqlBatches {
  const delimiter = /^[ \t]*delimiter[ \t]+(?!;)(\S+)/im.exec(text)?.[1];
  const separator = /^[ \t]*go[ \t]*\r?$/im.test(text)
    ? /^go\b\s*\d*;?$/i
    : /^\/[ \t]*\r?$/m.test(text)
      ? /^\/$/
      : undefined;
  return { separator, delimiter };
}

/** Finds the end of the body of a function, procedure or trigger, independent of indentation. */
export class SqlBody implements DefinitionBody {
  private quote: string | undefined;
  private wasQuoted = false;
  private depth = 0;
  private hasBegun = false;
  private declares = false;

  constructor(private readonly batches: SqlBatches) {}

  static begins(head: string): boolean {
    return routine.test(head);
  }

  /** Whether a line begins the next routine, so that this one has ended without an end mark. */
  isLeft(head: string): boolean {
    return this.quote === undefined && routine.test(head);
  }

  /** Reads a line; false if the body ends with it. */
  read(head: string): boolean {
    const { separator, delimiter } = this.batches;
    if (delimiter !== undefined) return !head.endsWith(delimiter);
    if (separator) return !separator.test(head);
    for (const [tag] of head.matchAll(/\$\w*\$/g)) {
      if (this.quote === undefined) this.quote = tag;
      else if (this.quote === tag) this.quote = undefined;
      this.wasQuoted = true;
    }
    if (this.quote !== undefined) return true;
    const code = head.replace(/--.*|'[^']*'/g, '').toLowerCase();
    if (!this.wasQuoted) this.countBlocks(code);
    const isInside = this.depth > 0 || (this.declares && !this.hasBegun);
    return isInside || !code.trimEnd().endsWith(';');
  }

  private countBlocks(code: string): void {
    if (/\b(?:is|as)\s*$|^declare\b/.test(code)) this.declares = true;
    for (const [word] of code.matchAll(
      /\bbegin\b(?!\s+tran)|\bcase\b|\bend\b(?!\s+(?:if|loop|while|repeat|for)\b)|\bend\s+case\b/g,
    )) {
      if (word === 'begin') this.hasBegun = true;
      this.depth += word.startsWith('end') ? -1 : /end\s+case/.test(code) ? 0 : 1;
    }
  }
}
