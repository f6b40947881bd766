import { parseQuery } from '../../common/queryFilters';

/** What VS Code's command `workbench.action.findInFiles` takes. */
export interface TextSearch {
  readonly query: string;
  /** Globs with commas between them. */
  readonly filesToInclude?: string;
  readonly filesToExclude?: string;
  readonly triggerSearch: boolean;
}

/**
 * A query as a text search: its words, and its globs as the files to search. Filters that text search does not have (`kind:`,
 * `folder:`) are left out. Undefined where there is nothing to take over.
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

/** From the workspace folder on, as text search writes it. */
function anchored(glob: string): string {
  return glob.startsWith('/') ? `.${glob}` : glob;
}

/**
 * What a search editor of VS Code was asked: its first lines say so (`# Query: retry`). The Search view itself tells no extension
 * what stands in its box.
 */
export function searchEditorQuery(firstLines: readonly string[]): string {
  for (const line of firstLines) {
    const query = /^# Query: (.+)$/.exec(line)?.[1];
    if (query !== undefined) return query.trim();
  }
  return '';
}
