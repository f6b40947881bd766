import type { IndexState } from '../common/contracts/indexState';

/** How complete the index of a window is, for the header of an answer. In English: the reader is a language model. */
export function freshnessOf(state: IndexState): string {
  switch (state.kind) {
    case 'ready':
      return state.failedFiles > 0 ? `fresh, without ${state.failedFiles} unreadable files` : 'fresh';
    case 'building': {
      const percent = state.total > 0 ? ` ${Math.floor((100 * state.done) / state.total)} %` : '';
      return `indexing${percent}, results are incomplete: ask again later`;
    }
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
