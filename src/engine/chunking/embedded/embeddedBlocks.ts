import type { LineTable } from '../lineTable';

/** A part of a file that is in one language. Lines are 0-based. */
export interface Segment {
  readonly language: string;
  readonly firstLine: number;
  /** Exclusive. */
  readonly endLine: number;
  /** Lines at its beginning and end that are tags around the code. */
  readonly tagLines: readonly [before: number, after: number];
}

/** Languages of markup that contain code in other languages. */
const hosts: ReadonlySet<string> = new Set(['vue', 'svelte', 'astro', 'html']);

const openTag = /^[ \t]*<(script|style)\b([^>]*)>[ \t]*$/i;
const language = /\blang=["']?([\w+-]+)/i;
const type = /\btype=["']?([\w/+.-]+)/i;

const scripts: Readonly<Record<string, string>> = {
  ts: 'typescript',
  typescript: 'typescript',
  tsx: 'typescriptreact',
  jsx: 'javascriptreact',
  js: 'javascript',
  javascript: 'javascript',
};
/** Languages of styles that are close enough to CSS. */
const styles: ReadonlySet<string> = new Set(['css', 'postcss', 'pcss']);

/** Code of HTML that is smaller stays with the markup around it. Lines. */
const minHtmlLines = 12;

/**
 * The parts of a file that contains code in other languages: the scripts and styles of Vue, Svelte, Astro and HTML, and
 * the markup between them. They cover all lines. Undefined if there is no such code.
 *
 * @param host language of the file
 */
export function segmentsOf(host: string, table: LineTable): readonly Segment[] | undefined {
  if (!hosts.has(host)) return undefined;
  const lines = Array.from({ length: table.count }, (_, line) => table.slice(line, line + 1));
  const blocks =
    host === 'astro' ? [...frontMatter(lines), ...taggedBlocks(host, lines)] : taggedBlocks(host, lines);
  if (blocks.length === 0) return undefined;
  const segments: Segment[] = [];
  let line = 0;
  /** Adds the markup up to a line; blank lines belong to what follows. */
  const markup = (endLine: number): void => {
    if (lines.slice(line, endLine).every((text) => text.trim() === '')) return;
    segments.push({ language: host, firstLine: line, endLine, tagLines: [0, 0] });
    line = endLine;
  };
  for (const block of blocks) {
    markup(block.firstLine);
    const [before, after] = block.tagLines;
    const blank = block.firstLine - line;
    segments.push({ ...block, firstLine: line, tagLines: [before + blank, after] });
    line = block.endLine;
  }
  markup(lines.length);
  const last = segments.pop()!;
  const [before, after] = last.tagLines;
  return [
    ...segments,
    { ...last, endLine: lines.length, tagLines: [before, after + lines.length - last.endLine] },
  ];
}

/** The code before the markup of Astro. */
function frontMatter(lines: readonly string[]): Segment[] {
  if (lines[0]?.trim() !== '---') return [];
  const end = lines.indexOf('---', 1);
  return end < 2 || lines.slice(1, end).every((text) => text.trim() === '')
    ? []
    : [{ language: 'typescript', firstLine: 0, endLine: end + 1, tagLines: [1, 1] }];
}

function taggedBlocks(host: string, lines: readonly string[]): Segment[] {
  const blocks: Segment[] = [];
  for (let line = 0; line < lines.length; line++) {
    const [, tag = '', attributes = ''] = openTag.exec(lines[line]!) ?? [];
    const inner = tag === '' ? undefined : languageIn(tag.toLowerCase(), attributes);
    if (inner === undefined) continue;
    const close = new RegExp(`^[ \\t]*</${tag}\\s*>`, 'i');
    let end = line + 1;
    while (end < lines.length && !close.test(lines[end]!)) end++;
    const size = end - line - 1;
    const isBlank = lines.slice(line + 1, end).every((text) => text.trim() === '');
    if (end < lines.length && !isBlank && (host !== 'html' || size >= minHtmlLines)) {
      blocks.push({ language: inner, firstLine: line, endLine: end + 1, tagLines: [1, 1] });
    }
    line = end;
  }
  return blocks;
}

function languageIn(tag: string, attributes: string): string | undefined {
  const stated = language.exec(attributes)?.[1]?.toLowerCase();
  if (tag === 'style') return stated === undefined || styles.has(stated) ? 'css' : stated;
  if (stated !== undefined) return scripts[stated];
  const mime = type.exec(attributes)?.[1]?.toLowerCase();
  if (mime === undefined || /(?:java|ecma)script$|^module$/.test(mime)) return 'javascript';
  return mime.includes('json') ? 'json' : undefined;
}
