import { escapeGlob } from '../../common/text/globText';
import type { ViewResult } from '../../common/view/viewProtocol';
import { askIfNew } from './searching';
import type { Filters, Step, ViewModel } from './viewModel';

/** A file by its path, relative to the workspace folder. */
type PlacedFile = Pick<ViewResult, 'path' | 'folderGlob'>;

/**
 * Limits the search to the folder of a file, replacing the include globs and the folder of the current file. No-op for a file at
 * the root of the only workspace folder.
 */
export function onlyWithin(model: ViewModel, { path, folderGlob }: PlacedFile): Step {
  const include = globOf(directoryOf(path), folderGlob);
  if (include === '') return { model, effects: [] };
  const { scope } = model.filters;
  return narrow(model, { include, scope: scope === 'folder' ? 'workspace' : scope });
}

/**
 * Excludes a file from the search, or its whole folder unless that is the root of the only workspace folder, in addition to the
 * current exclusions.
 */
export function leaveOut(model: ViewModel, { path, folderGlob }: PlacedFile, what: 'file' | 'folder'): Step {
  const glob = globOf(what === 'file' ? path : directoryOf(path), folderGlob);
  if (glob === '') return { model, effects: [] };
  const before = model.filters.exclude.trim().replace(/,$/, '');
  return narrow(model, { exclude: before === '' ? glob : `${before}, ${glob}` });
}

/** Shows the glob inputs, so that the filter is visible and can be removed. */
function narrow(model: ViewModel, filters: Partial<Filters>): Step {
  return askIfNew({
    ...model,
    filters: { ...model.filters, ...filters },
    detailsOpen: true,
    limit: undefined,
  });
}

function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/**
 * A path as a single glob in an input, where a comma separates globs; '' for the only workspace folder.
 *
 * @param folderGlob beginning of the globs of its workspace folder, if there are several
 */
function globOf(path: string, folderGlob = ''): string {
  return path === '' ? folderGlob : `${folderGlob}/${escapeGlob(path).replaceAll(',', '?')}`;
}
