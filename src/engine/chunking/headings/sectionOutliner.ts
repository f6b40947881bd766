import type { ChunkingOptions } from '../chunkingOptions';
import type { LineTable } from '../lineTable';
import { type OpenSymbol, Outline, type Scope } from '../outline';

interface OpenSection {
  readonly level: number;
  readonly index: number;
  readonly parent: Scope;
  readonly scope: Scope;
  readonly symbol: OpenSymbol | undefined;
}

const maxTitleChars = 120;

/** Builds the outline of a document from its headings and paragraphs, added in order. */
export class SectionOutliner {
  readonly outline: Outline;
  private readonly stack: OpenSection[] = [];

  constructor(
    lines: LineTable,
    private readonly options: ChunkingOptions,
  ) {
    this.outline = new Outline(lines);
  }

  /**
   * A heading begins at a line; a lower level encloses a higher one. A heading without a title also ends the previous
   * section.
   */
  heading(line: number, level: number, title: string, titleLine = line): void {
    this.closeTo(level, line);
    const parent = this.scope();
    const name = title.slice(0, maxTitleChars);
    const symbol: OpenSymbol | undefined =
      name === ''
        ? undefined
        : { name, kind: 'section', line: titleLine + 1, startLine: line + 1, endLine: titleLine + 1 };
    const index = this.outline.add(line, parent, parent, false, symbol);
    const scope = name === '' ? parent : parent.child(name);
    this.outline.open(index, scope, titleLine);
    this.stack.push({ level, index, parent, scope, symbol });
  }

  /** A paragraph, list, table or listing begins at a line. */
  paragraph(line: number): void {
    const scope = this.scope();
    this.outline.add(line, scope, scope, true);
  }

  /** The outline, after everything was added. */
  finish(): Outline {
    const { outline } = this;
    this.closeTo(0, outline.lines.count);
    if (outline.pieces.length === 0 && outline.lines.count > 0) {
      outline.add(0, outline.file, outline.file, true);
    }
    return outline;
  }

  /** 1-based number of the last line before `line` (0-based) that is not blank. */
  private lastTextLine(line: number): number {
    let end = line;
    while (end > 0 && this.outline.lines.indent(end - 1) < 0) end--;
    return end;
  }

  private scope(): Scope {
    return this.stack.at(-1)?.scope ?? this.outline.file;
  }

  private closeTo(level: number, line: number): void {
    for (let top = this.stack.at(-1); top !== undefined && top.level >= level; top = this.stack.at(-1)) {
      this.stack.pop();
      if (top.symbol !== undefined) {
        top.symbol.endLine = Math.max(top.symbol.line, this.lastTextLine(line));
      }
      this.outline.close(top.index, top.parent, line, this.options.targetChars);
    }
  }
}
