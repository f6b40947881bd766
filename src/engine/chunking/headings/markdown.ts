import type { LineTable } from '../lineTable';
import type { SectionOutliner } from './sectionOutliner';

const maxLineChars = 400;
const maxSetextLines = 3;

const atxHeading = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;
const htmlHeading = /^\s*<h([1-6])\b[^>]*>(.*?)(?:<\/h\1>|$)/i;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const setextUnderline = /^ {0,3}(=+|-+)[ \t]*$/;
/** HTML blocks whose content is not Markdown: their begin and end. */
const htmlBlocks: readonly (readonly [begin: RegExp, end: RegExp])[] = [
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<(?:pre|script|style|textarea)(?:[\s>]|$)/i, /<\/(?:pre|script|style|textarea)>/i],
];
/** Beginnings of lines that cannot be a setext heading: lists, quotes, tables, markup. */
const noSetext = /^\s*(?:[-*+>|<`~]|\d+[.)]\s|:)/;

/** Markdown and MDX. */
export function scanMarkdown(lines: LineTable, sections: SectionOutliner): void {
  let openFence = '';
  let endOfHtml: RegExp | undefined;
  let paragraph = -1;
  const endParagraph = (): void => {
    if (paragraph >= 0) {
      sections.paragraph(paragraph);
      paragraph = -1;
    }
  };
  for (let line = skipFrontMatter(lines, sections); line < lines.count; line++) {
    const text = lineText(lines, line);
    if (openFence !== '') {
      if (closesFence(text, openFence)) {
        openFence = '';
      }
      continue;
    }
    if (endOfHtml) {
      if (endOfHtml.test(text)) endOfHtml = undefined;
      continue;
    }
    if (text.trim() === '') {
      endParagraph();
      continue;
    }
    const opened = fence.exec(text)?.[1];
    if (opened !== undefined) {
      // A listing belongs to the sentence that introduces it, but it may be the only content.
      if (paragraph < 0) {
        paragraph = line;
      }
      openFence = opened;
      continue;
    }
    const html = htmlBlocks.find(([begin]) => begin.test(text))?.[1];
    if (html) {
      if (paragraph < 0) paragraph = line;
      if (!html.test(text)) endOfHtml = html;
      continue;
    }
    const atx = atxHeading.exec(text);
    const tag = atx === null ? htmlHeading.exec(text) : null;
    if (atx !== null || tag !== null) {
      endParagraph();
      const level = atx === null ? Number(tag![1]) : atx[1]!.length;
      sections.heading(line, level, plainTitle(atx === null ? tag![2]! : (atx[2] ?? '')));
      continue;
    }
    const underline = setextUnderline.exec(text)?.[1];
    if (underline !== undefined && isSetextTitle(lines, paragraph, line)) {
      const title = plainTitle(lines.slice(paragraph, line).replace(/\s+/g, ' '));
      sections.heading(paragraph, underline.startsWith('=') ? 1 : 2, title);
      paragraph = -1;
    } else if (paragraph < 0) {
      paragraph = line;
    }
  }
  endParagraph();
}

/** The beginning of a line, which is enough to classify it. */
export function lineText(lines: LineTable, line: number): string {
  const start = lines.start(line);
  return lines.text
    .slice(start, Math.min(lines.start(line + 1), start + maxLineChars))
    .replace(/[\r\n]+$/, '');
}

/**
 * A heading without markup: links and images become their text; emphasis, code marks, tags and anchors are removed.
 * Only its beginning is read: text beyond that is not a heading, and the patterns below take quadratic time.
 */
export function plainTitle(title: string): string {
  return title
    .slice(0, maxLineChars)
    .replace(/[ \t]+#+[ \t]*$/, '')
    .replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replace(/<[^<>]*>/g, '')
    .replace(/\s*\{#[^}]*\}\s*$/, '')
    .replace(/[`*]+|(?<!\w)_+|_+(?!\w)/g, '')
    .trim();
}

function isSetextTitle(lines: LineTable, paragraph: number, line: number): boolean {
  return paragraph >= 0 && line - paragraph <= maxSetextLines && !noSetext.test(lineText(lines, paragraph));
}

function closesFence(text: string, opened: string): boolean {
  const closing = fence.exec(text)?.[1];
  return (
    closing !== undefined &&
    closing.length >= opened.length &&
    closing.startsWith(opened.charAt(0)) &&
    text.trim() === closing
  );
}

/** YAML (`---`) or TOML (`+++`) at the very start. Returns the line after it. */
function skipFrontMatter(lines: LineTable, sections: SectionOutliner): number {
  const first =
    lines.count === 0
      ? ''
      : lineText(lines, 0)
          .replace(/^\uFEFF/, '')
          .trimEnd();
  if (first !== '---' && first !== '+++') {
    return 0;
  }
  for (let line = 1; line < lines.count; line++) {
    const text = lineText(lines, line).trimEnd();
    if (text === first || (first === '---' && text === '...')) {
      sections.paragraph(0);
      return line + 1;
    }
  }
  return 0;
}
