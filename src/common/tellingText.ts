import type { SearchResult } from './searchResult';
import { plainMarkup } from './plainMarkup';

/** What of a result is read for {@link tellingText}. */
export type TellingLines = Pick<SearchResult, 'kind' | 'preview' | 'previewLine' | 'tellingLine'>;

/** Of a line, so many are read. */
const maxCharacters = 1000;

/**
 * What a result says, in a line: its telling line without the marks of comments; of documentation the sentence that begins there,
 * as it reads, and below a heading the first sentence. A line that tells nothing (brackets, imports, licences, front matter) gives
 * way to the first that does.
 *
 * @param label what is shown above: a line that says the same is passed over
 * @returns '' where there is nothing to say
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
  // Not the lines after it first: what a definition begins with says more.
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
  // The sentence in which the line is, if it is seen to be: a part of it stands in the middle of the line.
  const middle = before.length + prose[start]!.length / 2;
  const sentence = sentenceAt(prose.slice(from, end).join(' '), middle);
  const hidden = before.length - sentence.start;
  return hidden > maxHidden ? `…${prose.slice(start, end).join(' ')}` : sentence.text;
}

/** So much of a sentence may stand before the telling line: a row shows about ninety characters. */
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

/** Twenty characters at least, so that an abbreviation or a number at its beginning does not end it. */
const sentenceEnd = /^(.{20,}?(?:(?<!\b(?:e\.g|i\.e|etc|vs|cf))[.!?]["')\]]?(?=\s|$)|[。！？]))/u;
/** A list item, a quote or a table: it does not go on with the sentence before. */
const beginsBlock = /^(?:[-*+]\s|\d{1,3}[.)]\s|>|\|)/;
/** The line below a heading of Markdown or reStructuredText, or a rule. */
const underline = /^([=\-~^"'+*#_`:.])\1{2,}$/;
/** Directives, fences, admonitions, imports of MDX. */
const markupOnly =
  /^(?:`{3}|~{3}|:{3}|\/{3}|\.\.\s|:[\w-]+:|\{[*%#]|<!--|@\w|(?:import|export)\s.*(?:from\s|=))/;

/** How each line reads; undefined for lines that a person does not read: headings, front matter, markup, blank lines. */
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

/** A line that opens a fence or an admonition does not count. */
function isUnderline(line: string | undefined): boolean {
  return line !== undefined && underline.test(line) && !/^(?:`+|~~~|:::|\.\.\.)$/.test(line);
}

/** How many of the first lines are front matter. */
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
