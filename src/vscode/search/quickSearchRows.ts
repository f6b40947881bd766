import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { IndexState } from '../../common/indexState';
import { parseQuery } from '../../common/queryFilters';
import type { LocatedAnswer } from '../services';
import {
  filterItem,
  group,
  historyItem,
  noteItem,
  resultItem,
  type QuickSearchButtons,
  type QuickSearchItem,
} from './quickSearchItems';
import { nothingFoundNote, standingNote, withoutModelNote } from './quickSearchNotes';

/** Shown before the filters; what is older stands below them. */
const recentQueries = 8;

/** What is shown while nothing is typed: earlier queries, and what can be typed to narrow. */
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

/** The results, and what has to be said of them. */
export function answerRows(
  query: string,
  { results, state, withoutModel }: LocatedAnswer,
  buttons: QuickSearchButtons,
): QuickSearchItem[] {
  const standing = standingNote(state);
  const rows = results.map((result) => resultItem(result, buttons));
  if (rows.length === 0) {
    const hasFilters = Object.keys(parseQuery(query).filter).length > 0;
    rows.push(noteItem(nothingFoundNote(state, hasFilters)));
  } else if (standing) {
    rows.push(noteItem(standing));
  }
  if (withoutModel) rows.push(noteItem(withoutModelNote(withoutModel)));
  return rows;
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
