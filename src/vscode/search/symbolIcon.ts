import type { SearchResult } from '../../common/searchResult';

/** Which words before a name tell what is defined; the first that fits decides. */
const icons: readonly (readonly [keyword: RegExp, icon: string])[] = [
  [/\b(?:interface|protocol|trait)\b/, 'symbol-interface'],
  [/\benum\b/, 'symbol-enum'],
  [/\b(?:struct|record|union)\b/, 'symbol-struct'],
  [/\b(?:class|object|impl|actor)\b/, 'symbol-class'],
  [/\b(?:namespace|module|package|mod|defmodule)\b/, 'symbol-namespace'],
  [/\b(?:function|func|fn|def|defp|fun|sub|proc)\b/, 'symbol-function'],
  [/\b(?:type|typedef|alias)\b/, 'symbol-type-parameter'],
];

/**
 * Name of the codicon for what a result is: its kind as far as the line that defines it tells, else a method for what
 * is called like one, and a variable for the rest.
 */
export function symbolIcon({
  kind,
  symbol,
  preview,
}: Pick<SearchResult, 'kind' | 'symbol' | 'preview'>): string {
  if (kind === 'docs') return 'book';
  if (symbol === null) return 'file-code';
  const path = symbol.split(' › ');
  const name = path.at(-1)!;
  const line = preview.split('\n').find((candidate) => definesIn(candidate, name));
  if (line === undefined) return unseenIcon(path);
  const position = line.indexOf(name);
  const before = line.slice(0, position);
  const after = line.slice(position + name.length);
  const keyword = icons.find(([pattern]) => pattern.test(before));
  if (keyword) {
    const isMember = keyword[1] === 'symbol-function' && path.length > 1;
    return isMember ? 'symbol-method' : keyword[1];
  }
  if (/^\s*[(<]/.test(after) || /=>|\bfunction\b/.test(after)) {
    return path.length > 1 ? 'symbol-method' : 'symbol-function';
  }
  return 'symbol-variable';
}

/** For a name whose definition is not among the lines shown: types are written large nearly everywhere. */
function unseenIcon(path: readonly string[]): string {
  if (/^\p{Lu}\p{L}*\p{Ll}/u.test(path.at(-1)!)) return 'symbol-class';
  return path.length > 1 ? 'symbol-method' : 'symbol-function';
}

/** Whether a line holds the name as a word, and is no comment. */
function definesIn(line: string, name: string): boolean {
  if (/^\s*(?:\/\/|\/?\*|#\s|--|;|import\b|from\b|use\b)/.test(line)) return false;
  const at = line.indexOf(name);
  return at >= 0 && !/\w/.test(line[at - 1] ?? ' ') && !/\w/.test(line[at + name.length] ?? ' ');
}
