import type { SearchFilters } from '../../common/contracts/engineContract';
import { escapeGlob } from '../../common/text/globText';
import type { FileReference } from '../../common/contracts/searchResult';
import type { SearchedPlace, ViewQuery } from '../../common/view/viewProtocol';
import { placeGlobs, type NamedFolder } from './folderGlobs';

/** Open files of the window that are in a workspace folder. */
export interface OpenFiles {
  /** The file of the active editor. */
  active(): FileReference | undefined;
  /** The files of all tabs. */
  all(): readonly FileReference[];
}

/** Filters of a search, and the part of the workspace that they select. */
export interface ScopedFilters {
  readonly filters: SearchFilters;
  readonly place: SearchedPlace | undefined;
}

/**
 * Converts the filters of the view to those of the engine.
 *
 * @param folders all workspace folders
 */
export function filtersOf(
  query: ViewQuery,
  open: OpenFiles,
  folders: readonly NamedFolder[] = [],
): ScopedFilters {
  const { kind, languages, scope } = query;
  const include = globsOf(query.include);
  const within = placeGlobs(include, folders);
  const without = placeGlobs(globsOf(query.exclude), folders);
  const filters: SearchFilters = {
    kind,
    languages,
    paths: within.everywhere,
    excludedPaths: without.everywhere,
    ...(within.placed.length > 0 && { folderPaths: within.placed }),
    ...(without.placed.length > 0 && { excludedFolderPaths: without.placed }),
  };
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
        // Here, globs are relative to the folder of the file.
        filters: {
          ...filters,
          folders: [file.folder],
          paths: globsWithin(path, include),
          folderPaths: undefined,
        },
        place: { scope, path, isNowhere: false },
      };
    }
  }
}

/** Splits comma-separated globs; a comma within braces is part of its glob. */
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

/** Prefixes globs so that they match below a directory; `''` is the workspace folder itself. */
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
