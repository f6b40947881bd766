import { blockComments } from '../corpus/blockComments';

/** Characters of a line that are enough to classify it. */
const maxLineChars = 300;

/** A license begins within this many lines of the file, and is recognized by its first lines. */
const licenceStartsWithin = 10;
const licenceToldWithin = 40;

const licence = /\b(?:copyright|licen[cs]ed?|SPDX-|all rights reserved)/i;

/** Lines that begin an import statement. */
const importStart = new RegExp(
  [
    String.raw`^(?:import|package|use|using|require|require_relative|alias|include|extern crate|namespace|from)\b(?!\s*[(=:.]?\s*$|\s*[=:.])`,
    String.raw`^(?:#\s*include|#pragma|@import|@use|@charset|load)\b`,
    String.raw`^export\s+(?:\*|\{[^}]*\}|type\s*\{[^}]*\})\s+from\b`,
    String.raw`^(?:const|let|var|local)\s+[\w$\s{},*:]+=\s*require\b`,
    String.raw`^(?:#!|['"]use strict['"])`,
    String.raw`^(?:eslint-|@ts-|prettier-ignore|pylint:|noqa|-\*-)`,
  ].join('|'),
);

/** An import that continues on the next lines: its opening bracket, and the closing one. */
const opensList = /[({][^)}]*$/;
const closesList = /^[^({]*[)}]/;

/** Statements of another kind that look like an import: `using (...)`, `use(...)`, `package: ...`. */
const noImport = /^(?:use|using|require|include|load|from|package|import|namespace|alias)\s*[(=:]/;

const frontMatterLanguages: ReadonlySet<string> = new Set([
  'markdown',
  'mdx',
  'asciidoc',
  'restructuredtext',
  ...['rmd', 'quarto', 'org', 'latex', 'typst', 'pod', 'mediawiki', 'textile', 'troff'],
]);

/**
 * Marks the lines of a part of a file that carry no information about its behavior: the license at its head, imports
 * and includes, front matter, and lines with only brackets. Blank lines count as such.
 *
 * @param lines those of the part
 * @param firstLine 1-based number of the first of them in the file
 * @param language id, as `languageOf` gives it
 */
export function boilerplateLines(lines: readonly string[], firstLine: number, language: string): boolean[] {
  const heads = lines.map((line) => line.slice(0, maxLineChars).trim());
  const found = heads.map((head) => !/[\p{L}\p{N}]/u.test(head));
  if (frontMatterLanguages.has(language)) {
    if (firstLine === 1) markFrontMatter(heads, found);
    return found;
  }
  if (firstLine === 1) markLicence(heads, found);
  markImports(heads, found);
  return found;
}

/** Whether a part of a file has lines, and each of them is boilerplate. */
export function isBoilerplate(text: string, firstLine: number, language: string): boolean {
  return boilerplateLines(text.split(/\r\n|\r|\n/), firstLine, language).every((isIt) => isIt);
}

function markFrontMatter(heads: readonly string[], found: boolean[]): void {
  const mark = heads[0]?.replace(/^\uFEFF/, '');
  if (mark !== '---' && mark !== '+++') return;
  const end = heads.indexOf(mark, 1);
  if (end > 0) found.fill(true, 0, end + 1);
}

/** Marks the comment at the head of the file if it is a license. */
function markLicence(heads: readonly string[], found: boolean[]): void {
  const start = heads.findIndex((head, line) => line >= licenceStartsWithin || isComment(head));
  if (start < 0 || start >= licenceStartsWithin) return;
  let end = start;
  const block = blockComments.find(([open]) => heads[start]!.startsWith(open));
  if (block) {
    const [open, close] = block;
    if (!heads[start]!.slice(open.length).includes(close)) {
      end++;
      while (end < heads.length && !heads[end]!.includes(close)) end++;
    }
    end++;
  } else {
    while (end < heads.length && isComment(heads[end]!)) end++;
  }
  if (heads.slice(start, Math.min(end, start + licenceToldWithin)).some((head) => licence.test(head))) {
    found.fill(true, start, end);
  }
}

function isComment(head: string): boolean {
  return /^(?:\/\/|#(?!include|!\[|\[)|--|;|%|\/\*|<!--|"""|'''|\{-|\(\*)/.test(head);
}

function markImports(heads: readonly string[], found: boolean[]): void {
  for (let line = 0; line < heads.length; line++) {
    const head = heads[line]!;
    if (!isImport(head)) continue;
    found[line] = true;
    if (!opensList.test(head)) continue;
    while (line + 1 < heads.length && !closesList.test(heads[line + 1]!)) found[++line] = true;
    if (line + 1 < heads.length) found[++line] = true;
  }
}

function isImport(head: string): boolean {
  // Go and Python open a bracketed list directly after the keyword.
  if (/^(?:import\s*[({]$|export\s*\{$)/.test(head)) return true;
  const told = head.replace(/^(?:\/\/|\/\*|#)\s*(?=eslint-|@ts-|prettier-ignore|pylint:|noqa|-\*-)/, '');
  return importStart.test(told) && !noImport.test(told);
}
