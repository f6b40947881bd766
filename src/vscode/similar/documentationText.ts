import { isBlank } from './lineSpan';
import type { Passage } from './passage';

const minCommentWords = 3;

/**
 * What to look for in the documentation: the name and the comment of a definition, which say what it is for in the words that
 * documentation is written in. Of twelve definitions of this repository their section came first for ten so, and for six by
 * the whole code. Where there is no comment, the name stands before the code often enough to count; a selection is taken as
 * it is.
 */
export function documentationText({ text, definition }: Passage): string {
  if (definition?.name === undefined) return text;
  const name = [definition.container, definition.name].filter((part) => part !== undefined).join(' ');
  const comment = commentOf(text.split('\n'));
  if (comment.split(' ').length >= minCommentWords) return `${name} ${comment}`;
  const words = name.replace(/([\p{Ll}\d])(\p{Lu})|_/gu, '$1 $2').toLowerCase();
  return [name, words, name, words, text].join('\n');
}

const mark = /^\s*(?:\/\*+|\*+\/|\*|\/\/+!?|#+!?|--+|;+|%+|"""|'''|[rR]?"""|r''')\s?/;

/** The words of the comment that a definition begins with, or of the text that stands first in it, as in Python. */
function commentOf(lines: readonly string[]): string {
  const above: string[] = [];
  let at = 0;
  while (at < lines.length && (isBlank(lines[at]) || /^\s*@\w/.test(lines[at]!) || mark.test(lines[at]!))) {
    if (mark.test(lines[at]!)) above.push(lines[at]!);
    at++;
  }
  return wordsOf(above.length > 0 ? above : docstringOf(lines.slice(at)));
}

function docstringOf(lines: readonly string[]): string[] {
  const first = lines.findIndex((line, index) => index > 0 && /^\s*[rR]?(?:"""|''')/.test(line));
  // Only what stands right below the first lines of the definition tells of it.
  if (first < 0 || first > 8) return [];
  const quote = lines[first]!.includes('"""') ? '"""' : "'''";
  const isClosed = lines[first]!.split(quote).length > 2;
  const length = isClosed ? 0 : lines.slice(first + 1).findIndex((line) => line.includes(quote)) + 1;
  return lines.slice(first, first + length + 1);
}

function wordsOf(lines: readonly string[]): string {
  return lines
    .map((line) => line.replace(mark, '').replace(/(?:\*\/|"""|''')\s*$/, ''))
    .join(' ')
    .replace(/\{@\w+ ([^}]*)\}/g, '$1')
    .replace(/@(?:param|returns?|throws)\b/g, ' ')
    .replace(/<\/?\w+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
