import type { LineTable } from '../lineTable';
import { lineText, plainTitle } from './markdown';
import type { SectionOutliner } from './sectionOutliner';

const heading = /^(={1,6}|#{1,6})[ \t]+(\S.*)$/;
/** Delimiters of listings, literals, passthroughs, comments and tables: what is between is not looked at. */
const delimiter = /^(?:-{4,}|\.{4,}|\+{4,}|\/{4,}|`{3,}|[|,:!]={3,})[ \t]*/;

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
