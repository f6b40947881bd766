import type { SearchFilters } from '../../common/engineContract';
import { escapeGlob } from '../../common/globText';
import type { FileReference } from '../../common/searchResult';
import type { SearchedPlace, ViewQuery } from '../../common/viewProtocol';

/** What is open in the window, as far as it is in a workspace folder. */
export interface OpenFiles {
  /** The file that is worked on. */
  active(): FileReference | undefined;
  /** The files of all tabs. */
  all(): readonly FileReference[];
}

/** What a search is limited to, and the part of the workspace that this is. */
export interface ScopedFilters {
  readonly filters: SearchFilters;
  readonly place: SearchedPlace | undefined;
}

/** What a person narrowed a search to, in the words of the engine. */
export function filtersOf(query: ViewQuery, open: OpenFiles): ScopedFilters {
  const { kind, languages, scope } = query;
  const include = globsOf(query.include);
  const excludedPaths = globsOf(query.exclude);
  const filters: SearchFilters = { kind, languages, paths: include, excludedPaths };
  switch (scope) {
    case 'workspace':
      return { filters, place: undefined };
    case 'openEditors': {
      const files = open.all();
      return { filters: { ...filters, files }, place: { scope, path: '', isNowhere: files.length === 0 } };
    }
    case 'folder': {
      const file = open.active();
      if (!file) {
        return { filters: { ...filters, files: [] }, place: { scope, path: '', isNowhere: true } };
      }
      const path = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/')));
      return {
        filters: { ...filters, folders: [file.folder], paths: globsWithin(path, include) },
        place: { scope, path, isNowhere: false },
      };
    }
  }
}

/** Globs with commas between them; a comma within braces is part of its glob. */
export function globsOf(text: string): string[] {
  const globs: string[] = [];
  let glob = '';
  let depth = 0;
  for (const character of text) {
    if (character === ',' && depth === 0) {
      globs.push(glob);
      glob = '';
      continue;
    }
    if (character === '{') depth++;
    else if (character === '}') depth = Math.max(0, depth - 1);
    glob += character;
  }
  return [...globs, glob].map((each) => each.trim()).filter((each) => each !== '');
}

/** Globs that are meant below a directory; `''` is the workspace folder itself. */
function globsWithin(directory: string, globs: readonly string[]): readonly string[] {
  if (directory === '') return globs;
  const root = `/${escapeGlob(directory)}`;
  if (globs.length === 0) return [root];
  return globs.map((glob) => {
    const isAnchored = glob.startsWith('/') || glob.startsWith('./');
    const bare = glob.replace(/^\.?\//, '');
    return isAnchored ? `${root}/${bare}` : `${root}/**/${bare}`;
  });
}
