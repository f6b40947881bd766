import { escapeGlob } from '../../common/globText';
import { askIfNew } from './searching';
import type { Filters, Step, ViewModel } from './viewModel';

/** A file by its path, relative to the workspace folder. */
interface PlacedFile {
  readonly path: string;
}

/** Limits the search to the folder of a file, replacing the include globs. No-op for a file at the root. */
export function onlyWithin(model: ViewModel, { path }: PlacedFile): Step {
  const directory = directoryOf(path);
  return directory === '' ? { model, effects: [] } : narrow(model, { include: globOf(directory) });
}

/**
 * Excludes a file from the search, or its whole folder unless that is the root, in addition to the current
 * exclusions.
 */
export function leaveOut(model: ViewModel, { path }: PlacedFile, what: 'file' | 'folder'): Step {
  const left = what === 'file' ? path : directoryOf(path);
  if (left === '') return { model, effects: [] };
  const glob = globOf(left);
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

/** A path as a single glob in an input, where a comma separates globs. */
function globOf(path: string): string {
  return `/${escapeGlob(path).replaceAll(',', '?')}`;
}
