import type { LineTable } from '../lineTable';
import { lineText, plainTitle } from './markdown';
import type { SectionOutliner } from './sectionOutliner';

const adornment = /^([!-/:-@[-`{-~])\1+[ \t]*$/;
const minAdornmentChars = 3;

/**
 * reStructuredText. A title is a line with a line of punctuation below it, and optionally above; levels are assigned
 * to punctuation in the order of first use.
 */
export function scanRestructuredText(lines: LineTable, sections: SectionOutliner): void {
  const levels: string[] = [];
  let afterBlank = true;
  for (let line = 0; line < lines.count; line++) {
    const text = lineText(lines, line);
    if (text.trim() === '') {
      afterBlank = true;
      continue;
    }
    const above = adornmentOf(text);
    const isOverlined = above !== '' && above === adornmentAt(lines, line + 2) && lines.indent(line + 1) >= 0;
    const titleLine = isOverlined ? line + 1 : line;
    const mark = isOverlined ? above : above === '' ? adornmentAt(lines, line + 1) : '';
    if (afterBlank && mark !== '' && isTitle(lines, titleLine, isOverlined)) {
      const style = mark + (isOverlined ? '^' : '');
      if (!levels.includes(style)) {
        levels.push(style);
      }
      const title = plainTitle(lineText(lines, titleLine).replace(/:[\w-]+:(?=`)/g, ''));
      sections.heading(line, levels.indexOf(style) + 1, title, titleLine);
      line = titleLine + 1;
    } else if (afterBlank && lines.indent(line) === 0) {
      sections.paragraph(line);
    }
    afterBlank = false;
  }
}

/** The character of an adornment line, or '' for any other line. */
function adornmentOf(text: string): string {
  return text.length >= minAdornmentChars ? (adornment.exec(text)?.[1] ?? '') : '';
}

function adornmentAt(lines: LineTable, line: number): string {
  return line < lines.count ? adornmentOf(lineText(lines, line)) : '';
}

/** Whether the adornment below a title is long enough, and the title is not in an indented part. */
function isTitle(lines: LineTable, line: number, isOverlined: boolean): boolean {
  const title = lineText(lines, line).trimEnd();
  return (
    (isOverlined || lines.indent(line) === 0) &&
    adornmentOf(title) === '' &&
    lineText(lines, line + 1).trimEnd().length >= Math.min(title.trim().length, 4)
  );
}
