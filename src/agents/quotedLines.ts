import type { Excerpt } from '../common/contracts/engineContract';
import type { SearchResult } from '../common/contracts/searchResult';
import { visibleText } from '../common/text/visibleText';

/** Most telling lines of a result. */
const mostLines = 8;
/** Lines before the telling line, if the result does not begin near it. */
const lead = 3;
/** Most characters of a line. */
const mostColumns = 180;

/** Consecutive lines of a file, as they are. */
export interface FileLines {
  /** 1-based. */
  readonly startLine: number;
  readonly lines: readonly string[];
}

/** The 8 lines of a result that answer best: from the line at which it opens, if the telling line is near it. */
export function tellingLines({
  preview,
  previewLine,
  line,
  tellingLine,
  startLine,
  endLine,
}: SearchResult): FileLines {
  const all = preview.split('\n');
  const last = Math.min(previewLine + all.length - 1, endLine);
  const first = Math.min(line, tellingLine);
  const isNear = Math.abs(line - tellingLine) < mostLines;
  const from = clamp(isNear ? first : tellingLine - lead, Math.max(previewLine, startLine), last);
  return trimmed({
    startLine: from,
    lines: all.slice(from - previewLine, Math.min(last, from + mostLines - 1) - previewLine + 1),
  });
}

/** All lines of an excerpt. */
export function excerptLines({ startLine, text }: Excerpt): FileLines {
  return trimmed({ startLine, lines: text.split('\n') });
}

/** Without blank lines at both ends. */
function trimmed({ startLine, lines }: FileLines): FileLines {
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0) return { startLine, lines: [] };
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return { startLine: startLine + first, lines: lines.slice(first, last + 1) };
}

/**
 * Lines as an answer quotes them: each begins with `|`, the first also with its number. So a line of a file cannot be
 * mistaken for a line of the answer, whatever it contains; characters that control a terminal are escaped. The common
 * indentation is left out.
 */
export function quote({ startLine, lines }: FileLines): string[] {
  const indentation = commonIndentation(lines);
  return lines.map((line, i) => {
    const text = line.slice(indentation);
    const shown = text.length > mostColumns ? `${text.slice(0, mostColumns)}…` : text;
    return `${i === 0 ? startLine : ''}| ${visibleText(shown, '\t')}`.trimEnd();
  });
}

/** Length of the white space with which all lines begin that are not blank. */
function commonIndentation(lines: readonly string[]): number {
  let common: string | undefined;
  for (const line of lines) {
    if (line.trim() === '') continue;
    const own = /^[ \t]*/.exec(line)![0];
    common ??= own;
    while (!own.startsWith(common)) common = common.slice(0, -1);
  }
  return common?.length ?? 0;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
