import type { FirstFilesReport } from '../common/contracts/engineContract';
import type { IndexState } from '../common/contracts/indexState';

/**
 * How complete the index of a window is, for the header of an answer. In English: the reader is a language model.
 *
 * @param first the files that were indexed first for the question
 */
export function freshnessOf(state: IndexState, first?: FirstFilesReport): string {
  switch (state.kind) {
    case 'ready':
      return state.failedFiles > 0 ? `fresh, without ${state.failedFiles} unreadable files` : 'fresh';
    case 'building':
      return indexingNote(state, first);
    case 'paused':
      return 'paused by the user, later changes are missing';
    case 'stale':
      return `lacks recent changes (${state.why})`;
    case 'failed':
      return `incomplete (${state.error.message})`;
    case 'empty':
      return state.reason === 'noFolder' ? 'no folder is open' : 'empty';
  }
}

/**
 * How far indexing is.
 *
 * @param first the files that were indexed first for the question; undefined if none were, or not all could be compared
 */
export function indexingNote(
  { done, total }: { readonly done: number; readonly total: number },
  first?: FirstFilesReport,
): string {
  const percent = total > 0 ? ` ${Math.floor((100 * done) / total)} %` : '';
  return first?.isWhole
    ? `indexing${percent}, the files that match the words of the question best are included: ask again later for others`
    : `indexing${percent}, results are incomplete: ask again later`;
}
