import type { Lines } from '../passages/isShown';

/** A section of a document: from its heading to the next heading of the same or a higher level. */
export interface Section extends Lines {
  /** The headings from the outermost one to its own, without markup. Empty for the text above the first heading. */
  readonly headings: readonly string[];
}

interface Heading {
  /** 1-based. */
  readonly line: number;
  /** 1 is the highest. */
  readonly level: number;
  readonly title: string;
}

type ReadHeadings = (lines: readonly string[]) => Heading[];

const formats: ReadonlyMap<string, { readonly name: string; readonly read: ReadHeadings }> = new Map([
  ['md', { name: 'Markdown', read: markdownHeadings }],
  ['mdx', { name: 'Markdown', read: markdownHeadings }],
  ['rst', { name: 'reStructuredText', read: restructuredTextHeadings }],
  ['adoc', { name: 'AsciiDoc', read: asciidocHeadings }],
]);

/** The format of a document by its extension, or undefined if its sections cannot be read. */
export function formatOf(path: string): string | undefined {
  return formats.get(extensionOf(path))?.name;
}

/**
 * The sections of a document, in order of their lines. Independent of the chunkers, which are measured with it.
 *
 * @throws if the extension is not that of Markdown, reStructuredText or AsciiDoc
 */
export function readSections(path: string, text: string): Section[] {
  const format = formats.get(extensionOf(path));
  if (format === undefined) throw new Error(`The sections of ${path} cannot be read.`);
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  const headings = format.read(lines);
  const open: Heading[] = [];
  const sections: Section[] = [];
  const first = headings[0]?.line ?? lines.length + 1;
  if (first > 1) sections.push({ headings: [], startLine: 1, endLine: first - 1 });
  for (const [index, heading] of headings.entries()) {
    while (open.length > 0 && open.at(-1)!.level >= heading.level) open.pop();
    open.push(heading);
    const next = headings.slice(index + 1).find(({ level }) => level <= heading.level);
    sections.push({
      headings: open.map(({ title }) => title),
      startLine: heading.line,
      endLine: (next?.line ?? lines.length + 1) - 1,
    });
  }
  return sections;
}

/**
 * The section with a heading, in a file of which the sections are given.
 *
 * @param heading the heading without markup, below others of the file if it occurs repeatedly: `Install > APT`.
 *   Undefined: the whole file
 * @throws if there is no such section, or several
 */
export function findSection(sections: readonly Section[], heading: string | undefined): Lines {
  if (heading === undefined) return { startLine: 1, endLine: sections.at(-1)?.endLine ?? 1 };
  const wanted = heading.split(' > ').map(plainHeading);
  const found = sections.filter(
    ({ headings }) =>
      headings.length >= wanted.length &&
      wanted.every((title, index) => headings[headings.length - wanted.length + index] === title),
  );
  if (found.length !== 1) throw new Error(`${found.length} sections have the heading "${heading}".`);
  return found[0]!;
}

/** A heading without anchors, links, emphasis and code marks. */
function plainHeading(title: string): string {
  return title
    .replace(/\s*\{:?\s*#[^}]*\}\s*$/, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/:[\w-]+:(?=`)/g, '')
    .replace(/[`*]+/g, '')
    .trim();
}

function markdownHeadings(lines: readonly string[]): Heading[] {
  const headings: Heading[] = [];
  let fence = '';
  let from = 0;
  if (lines[0] === '---') from = lines.indexOf('---', 1) + 1;
  for (let index = from; index < lines.length; index++) {
    const text = lines[index]!;
    const mark = /^\s*(`{3,}|~{3,})/.exec(text)?.[1] ?? '';
    if (fence !== '') {
      if (mark.startsWith(fence) && text.trim() === mark) fence = '';
      continue;
    }
    if (/^ {0,3}<!--/.test(text)) {
      while (index < lines.length && !lines[index]!.includes('-->')) index++;
      continue;
    }
    fence = mark;
    const heading = /^ {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$/.exec(text);
    if (heading) {
      headings.push({ line: index + 1, level: heading[1]!.length, title: plainHeading(heading[2]!) });
    }
  }
  return headings;
}

/** Levels are assigned to the adornments in the order of their first use; with a line above is another adornment. */
function restructuredTextHeadings(lines: readonly string[]): Heading[] {
  const headings: Heading[] = [];
  const levels: string[] = [];
  const adornment = (index: number): string =>
    /^([!-/:-@[-`{-~])\1{2,}\s*$/.exec(lines[index] ?? '')?.[1] ?? '';
  for (let index = 0; index < lines.length; index++) {
    const isOverlined = adornment(index) !== '' && adornment(index) === adornment(index + 2);
    const at = isOverlined ? index + 1 : index;
    const title = lines[at]!;
    const mark = adornment(at + 1);
    const isTitle = title.trim() !== '' && mark !== '' && adornment(at) === '';
    if (!isTitle || (!isOverlined && (/^\s/.test(title) || (lines[index - 1] ?? '').trim() !== ''))) continue;
    const style = isOverlined ? `${mark}${mark}` : mark;
    if (!levels.includes(style)) levels.push(style);
    headings.push({ line: index + 1, level: levels.indexOf(style) + 1, title: plainHeading(title) });
    index = at + 1;
  }
  return headings;
}

function asciidocHeadings(lines: readonly string[]): Heading[] {
  const headings: Heading[] = [];
  let block = '';
  for (const [index, text] of lines.entries()) {
    const delimiter = /^(?:-{4,}|\.{4,}|\+{4,}|\/{4,}|`{3,}|\|={3,})\s*/.exec(text)?.[0].trimEnd() ?? '';
    if (block !== '') {
      if (delimiter === block) block = '';
      continue;
    }
    block = delimiter;
    const heading = /^(={1,6})\s+(\S.*?)\s*$/.exec(text);
    if (heading) {
      headings.push({ line: index + 1, level: heading[1]!.length, title: plainHeading(heading[2]!) });
    }
  }
  return headings;
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
