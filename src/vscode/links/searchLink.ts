import { parseSearchRequest, type SearchRequest } from '../../common/searchRequest';

/** What a link asks for: a search, and where it is shown. */
export interface SearchLink {
  readonly request: SearchRequest;
  readonly place: 'palette' | 'view';
}

const keys: ReadonlySet<string> = new Set(['query', 'kind', 'path', 'language', 'in']);

/**
 * Reads `vscode://semantic-search.semantic-search/search?query=…&kind=code|docs&path=…&language=…&in=palette|view`, where
 * `path` and `language` may be given more than once, and everything may be left out.
 *
 * @param query the part behind the question mark, as VS Code hands it on: decoded once. An `&` in a value is encoded twice (`%2526`)
 * @returns undefined for any other link
 */
export function parseSearchLink(path: string, query: string): SearchLink | undefined {
  if (path !== '/search') return undefined;
  // A plus is one: VS Code has decoded the link once, `%2B` included, and `c++` is a language.
  const values = new URLSearchParams(query.replaceAll('+', '%2B'));
  if ([...values.keys()].some((key) => !keys.has(key))) return undefined;
  const place = values.get('in') ?? 'palette';
  if (place !== 'palette' && place !== 'view') return undefined;
  const list = (key: string): readonly string[] => values.getAll(key);
  const request = parseSearchRequest({
    query: values.get('query') ?? '',
    kind: values.get('kind') ?? undefined,
    path: list('path'),
    language: list('language'),
  });
  return request && { request, place };
}
