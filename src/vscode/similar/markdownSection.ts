import { isBlank, withoutBlankEnds, type Definition } from './lineSpan';

interface Heading {
  readonly line: number;
  readonly name: string;
}

/**
 * The section around a line of Markdown: from its heading to the next one. A heading without text includes the sections below it,
 * up to the first with text.
 *
 * @param line 0-based
 */
export function markdownSection(lines: readonly string[], line: number): Definition {
  const headings = headingsOf(lines);
  const index = headings.findLastIndex((heading) => heading.line <= line);
  const heading = headings[index];
  for (let next = index + 1; next <= headings.length; next++) {
    const last = (headings[next]?.line ?? lines.length) - 1;
    const span = withoutBlankEnds(lines, { first: heading?.line ?? 0, last });
    const isFull = next === headings.length || hasText(lines, heading?.line ?? -1, headings[next]!.line);
    if (isFull) return { ...span, name: heading?.name };
  }
  return { first: 0, last: Math.max(0, lines.length - 1) };
}

function hasText(lines: readonly string[], heading: number, end: number): boolean {
  return lines
    .slice(heading + 1, end)
    .some((line) => !isBlank(line) && !/^\s*(?:=+|-+|#{1,6}\s.*)\s*$/.test(line));
}

function headingsOf(lines: readonly string[]): Heading[] {
  const headings: Heading[] = [];
  let fence: string | undefined;
  for (const [index, line] of lines.entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined) {
      if (fence === undefined) fence = mark;
      else if (mark.startsWith(fence)) fence = undefined;
      continue;
    }
    if (fence !== undefined) continue;
    const name = /^ {0,3}#{1,6}[ \t]+(.*)$/.exec(line)?.[1];
    if (name !== undefined) headings.push({ line: index, name: name.replace(/(?<![ \t#])[ \t#]+$/, '') });
    const above = lines[index - 1];
    const isUnderline = /^ {0,3}(?:=+|-{2,})[ \t]*$/.test(line);
    if (isUnderline && !isBlank(above) && !/^ {0,3}(?:[#>|*+-]|\d+[.)])/.test(above!)) {
      headings.push({ line: index - 1, name: above!.trim() });
    }
  }
  return headings;
}
