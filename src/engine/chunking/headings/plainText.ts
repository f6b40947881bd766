import type { LineTable } from '../lineTable';
import { lineText } from './markdown';
import type { SectionOutliner } from './sectionOutliner';

const rule = /^([-=~^*#+])\1{2,}[ \t]*$/;
const minRuleAbove = 10;
const maxTitleChars = 80;
/** Two columns, as in the head of a table. */
const columns = /\S(?:\t|\s{2,})\S/;
/** The tag of a section in a help file of Vim: `*retry-limit*` at the end of its title. */
const helpTag = /\s+(?:\*[^*\s]+\*\s*)+$/;

/**
 * Plain text with underlined titles, as in an INSTALL file, or with a line across the page above a title, as in the
 * help of Vim. Levels are assigned to characters in the order of first use.
 *
 * @returns whether it has titles: without them, other chunkers divide it better
 */
export function scanPlainText(lines: LineTable, sections: SectionOutliner): boolean {
  const levels: string[] = [];
  let afterBlank = true;
  for (let line = 0; line < lines.count; line++) {
    const found = afterBlank ? titleAt(lines, line) : undefined;
    if (found) {
      if (!levels.includes(found.style)) levels.push(found.style);
      sections.heading(line, levels.indexOf(found.style) + 1, found.title, found.titleLine);
      line = found.lastLine;
    } else if (afterBlank && lines.indent(line) >= 0) {
      sections.paragraph(line);
    }
    afterBlank = lines.indent(line) < 0;
  }
  return levels.length > 0;
}

interface Title {
  readonly title: string;
  readonly style: string;
  readonly titleLine: number;
  readonly lastLine: number;
}

function titleAt(lines: LineTable, line: number): Title | undefined {
  const above = ruleAt(lines, line);
  const titleLine = above === '' ? line : line + 1;
  const title = titleOf(lines, titleLine);
  if (title === undefined) return undefined;
  const below = ruleAt(lines, titleLine + 1);
  if (above !== '') {
    if (below !== '') return { title, style: `${above[0]}^`, titleLine, lastLine: titleLine + 1 };
    const isAlone = titleLine + 1 >= lines.count || lines.indent(titleLine + 1) < 0;
    return isAlone && above.length >= minRuleAbove
      ? { title, style: `${above[0]}^`, titleLine, lastLine: titleLine }
      : undefined;
  }
  const isLong = below.length >= title.length / 2 && below.length <= title.length * 1.5 + 2;
  return below !== '' && isLong ? { title, style: below[0]!, titleLine, lastLine: titleLine + 1 } : undefined;
}

function ruleAt(lines: LineTable, line: number): string {
  const text = line < lines.count ? lineText(lines, line).trimEnd() : '';
  return rule.test(text) ? text : '';
}

function titleOf(lines: LineTable, line: number): string | undefined {
  if (line >= lines.count || ruleAt(lines, line) !== '') return undefined;
  const title = lineText(lines, line).replace(helpTag, '').trim();
  return title === '' || title.length > maxTitleChars || columns.test(title) || !/[\p{L}\p{N}]/u.test(title)
    ? undefined
    : title;
}
