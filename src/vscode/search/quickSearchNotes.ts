import { SemanticSearchError, messageOf, type ErrorData } from '../../common/errors';
import type { AnsweringState, IndexState } from '../../common/indexState';
import { headlineOf, nextHeadlineOf } from '../status/indexStateText';

/** What a note leads to. */
export type NoteAction = 'openFolder' | 'showView' | 'showLog' | 'showStatus';

/** Something said in the list, where results would stand. */
export interface Note {
  /** Name of a codicon. */
  readonly icon: string;
  readonly text: string;
  readonly detail: string;
  readonly action: NoteAction;
}

/** Title of the quick search: says what the answers come from, unless all is well. */
export function quickSearchTitle(state: IndexState): string {
  const isQuiet = state.kind === 'ready' || state.kind === 'empty';
  return state.next && isQuiet ? `Semantic Search · ${nextHeadlineOf(state.next)}` : titleOf(state);
}

function titleOf(state: AnsweringState): string {
  const headline = headlineOf(state);
  switch (state.kind) {
    case 'building':
      return `Semantic Search · ${headline}; answering from what is there`;
    case 'paused':
    case 'stale':
      return `Semantic Search · ${headline}`;
    case 'failed':
      return state.totals.chunks > 0
        ? `Semantic Search · ${headline}; answering from what is there`
        : `Semantic Search · ${headline}`;
    case 'empty':
    case 'ready':
      return 'Semantic Search';
  }
}

/** What has to be said before anything is asked; undefined when nothing has. */
export function standingNote(state: IndexState): Note | undefined {
  if (state.kind === 'failed') return failedIndexNote(state.error.message, state.error.hint);
  if (state.kind !== 'empty' || state.reason === 'notStarted') return undefined;
  if (state.reason === 'noFolder') {
    return {
      icon: 'folder-opened',
      text: 'Open a folder to search',
      detail: 'Code and documentation of the open folder are found by their meaning.',
      action: 'openFolder',
    };
  }
  return {
    icon: 'info',
    text: 'There is nothing to search in this folder',
    detail: 'Every file is left out or empty; the log tells why.',
    action: 'showLog',
  };
}

/** What stands in the list when a query has no results. */
export function nothingFoundNote(state: IndexState): Note {
  const standing = standingNote(state);
  if (standing) return standing;
  const isComplete = state.kind === 'ready' || state.kind === 'stale';
  return {
    icon: 'search-stop',
    text: isComplete ? 'Nothing found' : 'Nothing found yet',
    detail: isComplete
      ? 'Try other words, or press Enter to search in the side bar.'
      : 'The index is not complete. Press Enter to search in the side bar.',
    action: 'showView',
  };
}

/** What stands below results that words alone have found. */
export function withoutModelNote({ message, hint }: ErrorData): Note {
  return {
    icon: 'warning',
    text: `Found by words alone: ${message}`,
    detail: `${hint} Press Enter to see what can be done.`,
    action: 'showStatus',
  };
}

/** What stands in the list when a search failed. */
export function searchFailedNote(error: unknown): Note {
  const hint = error instanceof SemanticSearchError ? (error.hint.split('\n', 1)[0] ?? '') : '';
  return {
    icon: 'error',
    text: messageOf(error),
    detail: `${hint} Press Enter to see the log.`.trim(),
    action: 'showLog',
  };
}

function failedIndexNote(message: string, hint: string): Note {
  return {
    icon: 'warning',
    text: `Indexing failed: ${message}`,
    detail: `${hint.split('\n', 1)[0] ?? ''} Press Enter to see the log.`.trim(),
    action: 'showLog',
  };
}
