import type { SearchResult } from '../contracts/searchResult';
import { plainMarkup } from './plainMarkup';

/** The properties of a result that {@link tellingText} reads. */
export type TellingLines = Pick<SearchResult, 'kind' | 'preview' | 'previewLine' | 'tellingLine'>;

/** Longest part of a line that is read. */
const maxCharacters = 1000;

/**
 * A one-line summary of a result: its most informative line without comment markers; for documentation the sentence
 * that begins there, as plain text, and below a heading the first sentence. If that line has no information
 * (brackets, imports, licences, front matter), the first line with information is used.
 *
 * @param label the label shown above: a line with the same text is skipped
 * @returns '' if there is no such line
 */
export function tellingText({ kind, preview, previewLine, tellingLine }: TellingLines, label = ''): string {
  const lines = preview.split(/\r?\n/).map((line) => line.slice(0, maxCharacters).trim());
  const first = Math.max(0, Math.min(tellingLine - previewLine, lines.length - 1));
  const order = [...lines.keys()].slice(first).concat([...lines.keys()].slice(0, first));
  return kind === 'docs' ? sentenceOf(lines, order, label) : lineOf(lines, first, label);
}

function lineOf(lines: readonly string[], first: number, label: string): string {
  const told = lines.map(withoutCommentMarks);
  const tells = (i: number): boolean =>
    hasWord(told[i]!) && !isFormality(lines[i]!, told[i]!) && told[i] !== label;
  // Prefer the beginning over the lines after `first`: the first line of a definition is more informative.
  const best = [first, ...lines.keys()].find(tells);
  if (best !== undefined) return told[best]!;
  return lines.find((line) => line !== '' && line !== label && withoutCommentMarks(line) !== label) ?? '';
}

function sentenceOf(lines: readonly string[], order: readonly number[], label: string): string {
  const prose = proseOf(lines);
  const start = order.find((i) => prose[i] !== undefined && prose[i] !== label);
  if (start === undefined) return lines.find((line) => hasWord(line) && plainMarkup(line) !== label) ?? '';
  const goesOn = (i: number): boolean => prose[i] !== undefined && !beginsBlock.test(lines[i]!);
  let from = start;
  while (from > 0 && goesOn(from) && prose[from - 1] !== undefined) from--;
  let end = start + 1;
  while (goesOn(end)) end++;
  const before = prose.slice(from, start).join(' ');
  // The sentence that contains the middle of the line. It is not used if too much of it precedes the line.
  const middle = before.length + prose[start]!.length / 2;
  const sentence = sentenceAt(prose.slice(from, end).join(' '), middle);
  const hidden = before.length - sentence.start;
  return hidden > maxHidden ? `…${prose.slice(start, end).join(' ')}` : sentence.text;
}

/** Longest part of a sentence before the informative line: a row shows about ninety characters. */
const maxHidden = 40;

function sentenceAt(text: string, position: number): { readonly text: string; readonly start: number } {
  let start = 0;
  for (;;) {
    const rest = text.slice(start);
    const sentence = sentenceEnd.exec(rest)?.[1] ?? rest;
    const next = start + sentence.length + (/^\s*/.exec(rest.slice(sentence.length))?.[0].length ?? 0);
    if (next > position || next >= text.length) return { text: sentence, start };
    start = next;
  }
}

/** At least twenty characters, so that an abbreviation or a number at its beginning does not end the sentence. */
const sentenceEnd = /^(.{20,}?(?:(?<!\b(?:e\.g|i\.e|etc|vs|cf))[.!?]["')\]]?(?=\s|$)|[。！？]))/u;
/** A list item, a quote or a table, which does not continue the previous sentence. */
const beginsBlock = /^(?:[-*+]\s|\d{1,3}[.)]\s|>|\|)/;
/** The underline of a heading in Markdown or reStructuredText, or a rule. */
const underline = /^([=\-~^"'+*#_`:.])\1{2,}$/;
/** Directives, fences, admonitions, imports of MDX. */
const markupOnly =
  /^(?:`{3}|~{3}|:{3}|\/{3}|\.\.\s|:[\w-]+:|\{[*%#]|<!--|@\w|(?:import|export)\s.*(?:from\s|=))/;

/** Each line as plain text; undefined for lines without prose: headings, front matter, markup, blank lines. */
function proseOf(lines: readonly string[]): (string | undefined)[] {
  const inFrontMatter = frontMatterLines(lines);
  return lines.map((line, i) => {
    const isHeading = /^(?:#{1,6}|={1,6})\s/.test(line) || (isUnderline(lines[i + 1]) && line !== '');
    if (i < inFrontMatter || isHeading || underline.test(line) || markupOnly.test(line)) return undefined;
    const plain = line.startsWith('|') ? cellsOf(line) : plainMarkup(line);
    return hasWord(plain) && !isFormality(line, plain) ? plain : undefined;
  });
}

/** A row of a table. */
function cellsOf(line: string): string {
  return line
    .split(/(?<!\\)\|/)
    .map(plainMarkup)
    .filter(Boolean)
    .join(' · ');
}

/** False for a line that opens a fence or an admonition. */
function isUnderline(line: string | undefined): boolean {
  return line !== undefined && underline.test(line) && !/^(?:`+|~~~|:::|\.\.\.)$/.test(line);
}

/** Number of lines at the beginning that are front matter. */
function frontMatterLines(lines: readonly string[]): number {
  const mark = lines[0];
  if (mark !== '---' && mark !== '+++') return 0;
  const end = lines.indexOf(mark, 1);
  return end < 0 ? 0 : end + 1;
}

function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]{2}|\p{Script=Han}/u.test(text);
}

function withoutCommentMarks(line: string): string {
  return line
    .replace(/^(?:\/\*+!?|\/\/[/!]?|\*+(?!\w)|#(?=\s)|--(?=\s)|;+(?=\s)|<!--|"""|''')\s*/, '')
    .replace(/\s*(?:\*+\/|-->|"""|''')$/, '')
    .trim();
}

function isFormality(line: string, told: string): boolean {
  return (
    /^(?:import|from\s+\S+\s+import|use|using|#include|#!|package|require|'use strict'|"use strict")(?![\w-])/.test(
      line,
    ) || /^(?:copyright\b|licensed under|SPDX-|eslint-|@ts-|prettier-ignore)/i.test(told)
  );
}
