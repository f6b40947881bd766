import { parseQuery } from '../../common/query/queryFilters';

/** Arguments of VS Code's command `workbench.action.findInFiles`. */
export interface TextSearch {
  readonly query: string;
  /** Comma-separated globs. */
  readonly filesToInclude?: string;
  readonly filesToExclude?: string;
  readonly triggerSearch: boolean;
}

/**
 * Converts a query to a text search: its words, and its globs as the files to search. Drops filters that text search does not
 * support (`kind:`, `folder:`). Undefined if nothing is left.
 */
export function textSearchOf(text: string): TextSearch | undefined {
  const { text: query, filter } = parseQuery(text);
  const globs = (paths: readonly string[] = [], extensions: readonly string[] = []): string =>
    [...paths.map(anchored), ...extensions.map((extension) => `*.${extension}`)].join(', ');
  const filesToInclude = globs(filter.paths, filter.extensions);
  const filesToExclude = globs(filter.excludedPaths, filter.excludedExtensions);
  if (query === '' && filesToInclude === '' && filesToExclude === '') return undefined;
  return {
    query,
    ...(filesToInclude && { filesToInclude }),
    ...(filesToExclude && { filesToExclude }),
    triggerSearch: query !== '',
  };
}

/** Anchors a glob at the workspace folder in the syntax of text search. */
function anchored(glob: string): string {
  return glob.startsWith('/') ? `.${glob}` : glob;
}

/**
 * The query of a VS Code search editor, from its first lines (`# Query: retry`). The Search view does not expose its query to
 * extensions.
 */
export function searchEditorQuery(firstLines: readonly string[]): string {
  for (const line of firstLines) {
    const query = /^# Query: (.+)$/.exec(line)?.[1];
    if (query !== undefined) return query.trim();
  }
  return '';
}
