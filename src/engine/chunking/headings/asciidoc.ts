import type { LineTable } from '../lineTable';
import { lineText, plainTitle } from './markdown';
import type { SectionOutliner } from './sectionOutliner';

const heading = /^(={1,6}|#{1,6})[ \t]+(\S.*)$/;
/** Delimiters of listings, literals, passthroughs, comments and tables, whose content is skipped. */
const delimiter = /^(?:-{4,}|\.{4,}|\+{4,}|\/{4,}|`{3,}|[|,:!]={3,})[ \t]*/;

/** The underline of a two-line title; its character gives the level. */
const underline = /^(?:={3,}|-{3,}|~{3,}|\^{3,}|\+{3,})[ \t]*$/;
const underlineLevels = '=-~^+';
/** Tolerated difference in length between a title and its underline, as in Asciidoctor and its predecessor. */
const tolerance = 2;

/** AsciiDoc. */
export function scanAsciidoc(lines: LineTable, sections: SectionOutliner): void {
  let open = '';
  let afterBlank = true;
  for (let line = 0; line < lines.count; line++) {
    const text = lineText(lines, line);
    const mark = delimiter.exec(text)?.[0].trimEnd() ?? '';
    if (open !== '') {
      open = mark === open ? '' : open;
      afterBlank = false;
      continue;
    }
    if (text.trim() === '') {
      afterBlank = true;
      continue;
    }
    const level = underlinedLevel(lines, line, text, afterBlank);
    if (level !== undefined) {
      sections.heading(line, level, plainTitle(text));
      line++;
      afterBlank = true;
      continue;
    }
    const found = heading.exec(text);
    if (found !== null) {
      sections.heading(line, found[1]!.length, plainTitle(found[2]!));
    } else if (afterBlank) {
      sections.paragraph(line);
    }
    open = mark;
    afterBlank = false;
  }
}

/** The level of a title whose next line underlines it; undefined for any other line. */
function underlinedLevel(
  lines: LineTable,
  line: number,
  text: string,
  afterBlank: boolean,
): number | undefined {
  if (line + 1 >= lines.count || !/^[\p{L}\p{N}`'"_*+$]/u.test(text) || /[.:]$/.test(text.trimEnd()))
    return undefined;
  const below = lineText(lines, line + 1).trimEnd();
  if (!underline.test(below)) return undefined;
  const { length } = text.trimEnd();
  // Four dashes also begin a listing: then there is a paragraph above, and no line of the same length.
  const allowed = below.length === 4 || !afterBlank ? 1 : tolerance;
  const isTitle = Math.abs(below.length - length) <= allowed && (afterBlank || isAnnotation(lines, line - 1));
  return isTitle ? underlineLevels.indexOf(below[0]!) + 1 : undefined;
}

/** An anchor, attributes or a comment, which may directly precede a title. */
function isAnnotation(lines: LineTable, line: number): boolean {
  return line >= 0 && /^(?:\[.*\]|\/\/.*|:[\w-]+:.*)\s*$/.test(lineText(lines, line));
}
