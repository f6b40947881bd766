import type { ViewResult } from '../../common/viewProtocol';

/** What stands between the names of a breadcrumb. */
export const breadcrumbSeparator = ' › ';

/** Longest text of one line of a result, in characters; the row cuts it sooner. */
const maxTellingLength = 300;

/** What a result is called: its name, and what encloses it. */
export interface ResultLabel {
  /** Undefined where nothing is defined there, and no heading stands above it. */
  readonly name: string | undefined;
  /** Names of what encloses it, the outermost first. */
  readonly outer: readonly string[];
}

/** Of documentation the name is the last heading, as it reads: without markup and attributes. */
export function labelOf({ symbol, kind }: Pick<ViewResult, 'symbol' | 'kind'>): ResultLabel {
  const names = (symbol?.split(breadcrumbSeparator) ?? [])
    .map((name) => (kind === 'docs' ? plainText(name) : name))
    .filter((name) => name !== '');
  return { name: names.at(-1), outer: names.slice(0, -1) };
}

/** The one line of a result that tells most; of documentation its first sentence below the heading, as it reads. */
export function tellingText({ kind, lines, firstLine, tellingLine }: ViewResult): string {
  const texts = lines.map((line) => line.map((token) => token.text).join(''));
  const isDocs = kind === 'docs';
  const isTelling = (text: string): boolean => (isDocs ? isProse(text) : /[\p{L}\p{N}]/u.test(text));
  const from = Math.max(0, Math.min(texts.length, tellingLine - firstLine));
  const at = [...texts.keys()].find((index) => index >= from && isTelling(texts[index]!));
  const index = at ?? texts.findIndex(isTelling);
  if (index < 0) return (texts[from] ?? '').trim();
  return (isDocs ? firstSentence(texts.slice(index)) : texts[index]!.trim()).slice(0, maxTellingLength);
}

/** Text of Markdown as it reads: without headings' marks and attributes, emphasis, code marks, links and tags. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^\s*(?:#{1,6}\s+|[-*+>]\s+|\d+[.)]\s+)+/u, '')
    .replace(/\s*\{\s*[#.:][^{}]*\}\s*$/u, '')
    .replace(/\s+#+\s*$/u, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replace(/<\/?[a-z][^<>]*>/giu, '')
    .replace(/(\*\*|__|`+|~~)(.+?)\1/gu, '$2')
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*]+)(?<=\S)\*(?![\p{L}\p{N}*])/gu, '$1')
    .trim();
}

/** Whether a line of documentation says something: it is no heading, rule, fence, table border or empty line. */
function isProse(line: string): boolean {
  return (
    !/^\s*(?:#{1,6}\s|={3,}|-{3,}|`{3}|~{3}|[|:\s-]+$|:::|!!!|\.\.\s|@|import\s|export\s)/u.test(line) &&
    /\p{L}/u.test(line)
  );
}

/** The sentence that begins in the first of these lines; it may go on in the next ones of its paragraph. */
function firstSentence(lines: readonly string[]): string {
  const end = lines.findIndex((line) => !isProse(line));
  const paragraph = plainText(
    lines
      .slice(0, end < 0 ? undefined : end)
      .map((line) => line.trim())
      .join(' '),
  );
  return /^.*?(?:[.!?](?=\s|$)|[。！？])/u.exec(paragraph)?.[0] ?? paragraph;
}
