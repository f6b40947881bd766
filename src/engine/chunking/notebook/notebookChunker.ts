import type { Chunk, SymbolDefinition } from '../chunk';
import type { ChunkingOptions } from '../chunkingOptions';
import { withoutEmbeddedData } from '../../corpus/embeddedData';
import type { LineTable } from '../lineTable';
import { type NotebookCell, readCells } from './notebookCells';

/** A cell, or a part of a long one, or several short ones. */
interface CellRun {
  /** First line in the file, 0-based. */
  readonly line: number;
  readonly breadcrumb: readonly string[];
  text: string;
  readonly symbols: CellSymbol[];
  readonly isWhole: boolean;
}

/** A name and its line; it extends to the next one of its chunk. */
type CellSymbol = Pick<SymbolDefinition, 'name' | 'kind' | 'line'>;

const definition = /^(?:async\s+)?(?<kind>def|class|function)\s+(?<name>[\p{L}_]\w*)/u;
const heading = /^ {0,3}(?<marks>#{1,6})\s+(?<title>.*\S)/;

/**
 * Divides a notebook by its cells: the lines of a chunk are those of the raw file, its text is that of the cells. The
 * breadcrumb is the path of headings in the text cells above.
 *
 * @returns the chunks, or the reason why the file is not a notebook
 */
export function chunkNotebook(lines: LineTable, options: ChunkingOptions): Chunk[] | string {
  if (lines.count === 0) {
    return [];
  }
  const cells = readCells(lines.text);
  if (typeof cells === 'string') {
    return cells;
  }
  const runs: CellRun[] = [];
  const path: { level: number; title: string }[] = [];
  for (const cell of cells) {
    for (const run of divide(cell, lines, path, options)) {
      const last = runs.at(-1);
      const joins =
        last !== undefined && (run.text === '' || last.line >= run.line || isSmall(last, run, options));
      if (joins) {
        last.text = last.text === '' ? run.text : `${last.text}\n\n${run.text}`.trimEnd();
        last.symbols.push(...run.symbols);
      } else {
        runs.push(run);
      }
    }
  }
  if (runs.length === 0) {
    runs.push({ line: 0, breadcrumb: [], text: '', symbols: [], isWhole: true });
  }
  return runs.map(({ text, breadcrumb, symbols }, i) => {
    const endLine = runs[i + 1]?.line ?? lines.count;
    return {
      startLine: i === 0 ? 1 : runs[i]!.line + 1,
      endLine,
      text: withoutEmbeddedData(text),
      breadcrumb,
      symbols: withLines(symbols, endLine),
    };
  });
}

/** Symbols of one chunk, each of which ends where the next one begins. */
function withLines(symbols: readonly CellSymbol[], endLine: number): SymbolDefinition[] {
  return symbols.map((symbol, i) => ({
    ...symbol,
    startLine: symbol.line,
    endLine: Math.max(symbol.line, (symbols[i + 1]?.line ?? endLine + 1) - 1),
  }));
}

function isSmall(last: CellRun, run: CellRun, { targetChars, smallChars }: ChunkingOptions): boolean {
  return (
    last.isWhole &&
    run.isWhole &&
    last.breadcrumb.every((name, i) => name === run.breadcrumb[i]) &&
    (run.text.length <= smallChars || last.text.length <= smallChars) &&
    last.text.length + run.text.length <= targetChars
  );
}

/** A cell as one run, or as several if it is long and its lines are on separate lines in the file. */
function divide(
  cell: NotebookCell,
  lines: LineTable,
  path: { level: number; title: string }[],
  { targetChars, maxChars }: ChunkingOptions,
): CellRun[] {
  const total = cell.parts.reduce((sum, part) => sum + part.text.length, 0);
  const limit = total > maxChars ? targetChars : Number.POSITIVE_INFINITY;
  const isWhole = total <= maxChars;
  leaveSections(cell, path);
  let run: CellRun = {
    line: lines.lineAt(cell.start),
    breadcrumb: path.map(({ title }) => title),
    text: '',
    symbols: [],
    isWhole,
  };
  const runs = [run];
  for (const { text, at } of cell.parts) {
    const line = lines.lineAt(at);
    if (run.text !== '' && run.text.length + text.length > limit && line > run.line) {
      run.text = run.text.trimEnd();
      run = { line, breadcrumb: path.map(({ title }) => title), text: '', symbols: [], isWhole };
      runs.push(run);
    }
    run.text += text;
    for (const row of text.split('\n')) {
      addSymbol(cell.type, row, line + 1, run, path);
    }
  }
  run.text = run.text.trimEnd();
  return runs;
}

/** Removes the sections from the path that end at a cell's first heading. */
function leaveSections({ type, parts }: NotebookCell, path: { level: number; title: string }[]): void {
  const marks =
    type === 'markdown' ? heading.exec(parts[0]?.text.slice(0, 200) ?? '')?.groups?.['marks'] : undefined;
  while (marks !== undefined && path.length > 0 && path.at(-1)!.level >= marks.length) {
    path.pop();
  }
}

function addSymbol(
  type: string,
  row: string,
  line: number,
  run: CellRun,
  path: { level: number; title: string }[],
): void {
  if (type === 'markdown') {
    const found = heading.exec(row.slice(0, 200))?.groups;
    if (found !== undefined) {
      const level = found['marks']!.length;
      const title = found['title']!;
      while (path.length > 0 && path.at(-1)!.level >= level) {
        path.pop();
      }
      path.push({ level, title });
      run.symbols.push({ name: title, kind: 'section', line });
    }
  } else if (type === 'code') {
    const found = definition.exec(row.slice(0, 200))?.groups;
    if (found !== undefined) {
      run.symbols.push({
        name: found['name']!,
        kind: found['kind'] === 'class' ? 'class' : 'function',
        line,
      });
    }
  }
}
