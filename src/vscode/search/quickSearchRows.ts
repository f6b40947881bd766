import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { IndexState } from '../../common/contracts/indexState';
import { parseQuery } from '../../common/query/queryFilters';
import type { LocatedAnswer, LocatedResult } from '../services';
import {
  filterItem,
  group,
  historyItem,
  noteItem,
  resultItem,
  type QuickSearchButtons,
  type QuickSearchItem,
} from './quickSearchItems';
import { hintNote } from './quickSearchHints';
import { nothingFoundNote, standingNote, withoutModelNote, type Note } from './quickSearchNotes';

/** Number of recent queries above the filters; older ones are below. */
const recentQueries = 8;

/** Rows for an empty input box: earlier queries and filters. */
export function emptyBoxRows(
  state: IndexState,
  history: readonly string[],
  buttons: QuickSearchButtons,
): QuickSearchItem[] {
  const note = standingNote(state);
  const queries = history.map((query) => historyItem(query, buttons));
  return [
    ...(note ? [noteItem(note)] : []),
    ...group(l10n.t('recent searches'), queries.slice(0, recentQueries)),
    ...group(l10n.t('filters'), filterRows()),
    ...group(l10n.t('earlier searches'), queries.slice(recentQueries)),
  ];
}

/**
 * Notes about an answer, then its results: relevant ones first, then less likely ones below a separator.
 *
 * @param query as it was asked, filters included
 */
export function answerRows(
  query: string,
  answer: LocatedAnswer,
  buttons: QuickSearchButtons,
): QuickSearchItem[] {
  const { results } = answer;
  const notes = notesOf(query, answer).map(noteItem);
  const rows = (isLessLikely: boolean): QuickSearchItem[] =>
    results
      .filter((result) => (result.isLessLikely === true) === isLessLikely)
      .map((result) => resultItem(result, buttons));
  const likely = rows(false);
  return [
    ...notes,
    ...(notes.length > 0 ? group(l10n.t('results'), likely) : likely),
    ...group(l10n.t('Less likely'), rows(true)),
  ];
}

/** Copies and translations folded into a result. */
export function siblingRows(
  results: readonly LocatedResult[],
  buttons: QuickSearchButtons,
): QuickSearchItem[] {
  return group(
    l10n.t('Copies and translations'),
    results.map((result) => resultItem(result, buttons)),
  );
}

/** Notes above the results, where they are visible. An error of the provider is not repeated by the index state. */
function notesOf(query: string, { results, state, withoutModel, hints = [] }: LocatedAnswer): Note[] {
  const isRepeated = state.kind === 'failed' && state.error.message === withoutModel?.message;
  const standing = isRepeated ? undefined : standingNote(state);
  const hasFilters = Object.keys(parseQuery(query).filter).length > 0;
  const isNothing = results.length === 0 && !standing;
  return [
    ...hints.map((hint) => hintNote(hint, query)),
    ...(isNothing ? [nothingFoundNote(state, hasFilters)] : []),
    ...(standing ? [standing] : []),
    ...(withoutModel ? [withoutModelNote(withoutModel)] : []),
  ];
}

function filterRows(): QuickSearchItem[] {
  const folders = vscode.workspace.workspaceFolders?.length ?? 0;
  if (folders === 0) return [];
  return [
    filterItem('lang'),
    filterItem('path'),
    filterItem('kind'),
    ...(folders > 1 ? [filterItem('folder')] : []),
  ];
}
