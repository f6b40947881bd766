import * as l10n from '@vscode/l10n';
import { adviceOf } from '../../common/errors/errorAdvice';
import { SemanticSearchError, messageOf, type ErrorData } from '../../common/errors/errors';
import type { AnsweringState, IndexState } from '../../common/contracts/indexState';
import { rerankingText } from '../../common/text/rerankingText';
import { joinParts } from '../../common/text/listText';
import type { LocatedAnswer } from '../services';
import { headlineOf, nextHeadlineOf } from '../status/indexStateText';

/** Action of a note; an object runs another query instead. */
export type NoteAction =
  'openFolder' | 'showView' | 'showLog' | 'showStatus' | 'chooseProvider' | { readonly query: string };

/** A message shown in the list in place of results. */
export interface Note {
  /** Name of a codicon. */
  readonly icon: string;
  readonly text: string;
  readonly detail: string;
  /** Undefined if there is nothing to do. */
  readonly action?: NoteAction | undefined;
}

/**
 * Title of the quick search: what is searched and, if there is a problem, what the answers are based on.
 *
 * @param filters active filters, from {@link filtersText}; '' for none
 * @param answer the displayed answer; undefined if none is displayed
 */
export function quickSearchTitle(
  state: IndexState,
  filters = '',
  answer?: Pick<LocatedAnswer, 'withoutModel' | 'reranking'>,
): string {
  const keywordsOnly = answer?.withoutModel ? l10n.t('Keyword matches only') : '';
  const refined = answer?.reranking ? rerankingText(answer.reranking) : '';
  return joinParts(l10n.t('Semantic Search'), filters, stateText(state), keywordsOnly, refined);
}

function stateText(state: IndexState): string {
  switch (state.kind) {
    case 'building':
      return answeringText(state);
    case 'failed':
      return state.totals.chunks > 0 ? answeringText(state) : headlineOf(state);
    case 'paused':
    case 'stale':
      return headlineOf(state);
    case 'empty':
    case 'ready':
      return joinParts(
        state.published?.kind === 'searched' && headlineOf(state),
        state.next && nextHeadlineOf(state.next),
      );
  }
}

function answeringText(state: AnsweringState): string {
  return l10n.t('{0}; results may be incomplete', headlineOf(state));
}

/** Note to show before any query; undefined if there is none. */
export function standingNote(state: IndexState): Note | undefined {
  if (state.kind === 'failed') return failedIndexNote(state.error.message, adviceOf(state.error));
  if (state.kind !== 'empty' || state.reason === 'notStarted') return undefined;
  if (state.reason === 'noFolder') {
    return {
      icon: 'folder-opened',
      text: l10n.t('Open a folder to search'),
      detail: l10n.t('Finds code and documentation in the open folder by meaning.'),
      action: 'openFolder',
    };
  }
  return {
    icon: 'info',
    text: l10n.t('There is nothing to search in this folder'),
    detail: l10n.t('Every file is skipped or empty. The log has the reasons.'),
    action: 'showLog',
  };
}

/**
 * Note for a query without results.
 *
 * @param hasFilters whether the query has filters that could be removed
 */
export function nothingFoundNote(state: IndexState, hasFilters = false): Note {
  const isComplete = state.kind === 'ready' || state.kind === 'stale';
  const whatToTry = hasFilters
    ? l10n.t('Try other words or fewer filters, or press Enter to search in the side bar.')
    : l10n.t('Try other words, or press Enter to search in the side bar.');
  return {
    icon: 'search-stop',
    text: isComplete ? l10n.t('Nothing found') : l10n.t('Nothing found yet'),
    detail: isComplete
      ? whatToTry
      : l10n.t('The index is not complete. Press Enter to search in the side bar.'),
    action: 'showView',
  };
}

/** Note for a text that has filters but no search terms yet. */
export function onlyFiltersNote(): Note {
  return {
    icon: 'filter',
    text: l10n.t('Add search terms'),
    detail: l10n.t('Only filters so far.'),
  };
}

/** Note above results from keyword search only. */
export function withoutModelNote({ message, hint }: ErrorData): Note {
  return {
    icon: 'warning',
    text: l10n.t('Keyword matches only: {0}', message),
    detail: l10n.t('{0} Press Enter to see what can be done.', hint),
    action: 'showStatus',
  };
}

/** Note for a failed search. */
export function searchFailedNote(error: unknown): Note {
  const hint = error instanceof SemanticSearchError ? error.hint : '';
  return {
    icon: 'error',
    text: messageOf(error),
    detail: logDetail(hint),
    action: 'showLog',
  };
}

function failedIndexNote(message: string, hint: string): Note {
  return {
    icon: 'warning',
    text: l10n.t('Indexing failed: {0}', message),
    detail: logDetail(hint),
    action: 'showLog',
  };
}

/** Only the first line of a hint is meant for the user. */
function logDetail(hint: string): string {
  const line = hint.split('\n', 1)[0] ?? '';
  return line === ''
    ? l10n.t('Press Enter to see the log.')
    : l10n.t('{0} Press Enter to see the log.', line);
}
