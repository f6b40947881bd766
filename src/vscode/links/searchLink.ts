import { parseSearchRequest, type SearchRequest } from '../../common/query/searchRequest';

/** The search requested by a link, and where to show it. */
export interface SearchLink {
  readonly request: SearchRequest;
  readonly target: 'palette' | 'view';
}

const keys: ReadonlySet<string> = new Set(['query', 'kind', 'path', 'language', 'in']);

/**
 * Parses `vscode://semantic-search.semantic-search/search?query=…&kind=code|docs&path=…&language=…&in=palette|view`. `path` and
 * `language` may be repeated, and all parameters are optional.
 *
 * @param query the part after the question mark, as passed by VS Code: decoded once. An `&` in a value must be encoded twice
 *   (`%2526`)
 * @returns undefined for any other link
 */
export function parseSearchLink(path: string, query: string): SearchLink | undefined {
  if (path !== '/search') return undefined;
  // Keep `+` literal: VS Code has already decoded `%2B`, and `c++` is a language.
  const values = new URLSearchParams(query.replaceAll('+', '%2B'));
  if ([...values.keys()].some((key) => !keys.has(key))) return undefined;
  const target = values.get('in') ?? 'palette';
  if (target !== 'palette' && target !== 'view') return undefined;
  const list = (key: string): readonly string[] => values.getAll(key);
  const request = parseSearchRequest({
    query: values.get('query') ?? '',
    kind: values.get('kind') ?? undefined,
    path: list('path'),
    language: list('language'),
  });
  return request && { request, target };
}
