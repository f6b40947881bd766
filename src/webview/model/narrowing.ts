import { escapeGlob } from '../../common/globText';
import { askIfNew } from './searching';
import type { Filters, Step, ViewModel } from './viewModel';

/** A file by its path, relative to the workspace folder. */
interface PlacedFile {
  readonly path: string;
}

/** Searches the folder of a file alone, in the place of the files to include. Of a file at the root it does nothing. */
export function onlyWithin(model: ViewModel, { path }: PlacedFile): Step {
  const directory = directoryOf(path);
  return directory === '' ? { model, effects: [] } : narrow(model, { include: globOf(directory) });
}

/** Leaves a file out of the search, or all of its folder unless that is the root, beside what is left out already. */
export function leaveOut(model: ViewModel, { path }: PlacedFile, what: 'file' | 'folder'): Step {
  const left = what === 'file' ? path : directoryOf(path);
  if (left === '') return { model, effects: [] };
  const glob = globOf(left);
  const before = model.filters.exclude.trim().replace(/,$/, '');
  return narrow(model, { exclude: before === '' ? glob : `${before}, ${glob}` });
}

/** The boxes are shown: what limits the search is seen, and can be taken out. */
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

/** A path as one glob of a box; a comma would end it. */
function globOf(path: string): string {
  return `/${escapeGlob(path).replaceAll(',', '?')}`;
}
