import { searchScopes } from '../../common/view/viewProtocol';
import { isListOf, isRecord, isString, isWhole } from '../../common/typeGuards';
import {
  isIndexState,
  isSearchHint,
  isSearchedPlace,
  isSimilarOrigin,
  isViewLayout,
  isViewQuery,
  isViewResult,
} from '../../common/view/viewValues';
import { initialModel, type Answer, type ViewModel } from './viewModel';

/** Increment with every change of the saved state; the state of another version is ignored. */
const version = 3;
/** Most results that are saved; the rest returns with the next answer. */
const maxSavedResults = 100;

/** State that the page keeps across reloads. */
export interface SavedState {
  readonly version: number;
  readonly text: string;
  readonly filters: ViewModel['filters'];
  readonly similarTo: ViewModel['similarTo'];
  readonly kindBefore?: ViewModel['kindBefore'];
  readonly detailsOpen: boolean;
  readonly pinned: ViewModel['pinned'];
  readonly dismissed: readonly string[];
  readonly languages: readonly string[];
  readonly limit: number | undefined;
  readonly answer: Answer | undefined;
  readonly layout: ViewModel['layout'];
  readonly collapsed: readonly string[];
  readonly unfolded: readonly string[];
  readonly selected: string | undefined;
  readonly scrollTop: number;
}

/** The part of the model that survives a reload of the page. */
export function saveState(model: ViewModel, scrollTop: number): SavedState {
  const { text, filters, similarTo, kindBefore, detailsOpen, pinned, languages, limit, answer } = model;
  const { layout, selected } = model;
  return {
    version,
    text,
    filters,
    similarTo,
    kindBefore,
    detailsOpen,
    pinned,
    dismissed: [...model.dismissed],
    languages,
    limit,
    // The cause of a lexical-only answer may be gone by then.
    answer: answer && {
      ...answer,
      results: answer.results.slice(0, maxSavedResults),
      withoutModel: undefined,
    },
    layout,
    collapsed: [...model.collapsed],
    unfolded: [...model.unfolded],
    selected,
    scrollTop,
  };
}

/** The saved model; the initial one if none was saved or it cannot be read. */
export function restoreState(saved: unknown): { readonly model: ViewModel; readonly scrollTop: number } {
  if (!isSavedState(saved)) return { model: initialModel, scrollTop: 0 };
  return {
    model: {
      ...initialModel,
      text: saved.text,
      filters: saved.filters,
      similarTo: saved.similarTo,
      kindBefore: saved.kindBefore,
      detailsOpen: saved.detailsOpen,
      pinned: saved.pinned,
      dismissed: new Set(saved.dismissed),
      languages: saved.languages,
      limit: saved.limit,
      answer: saved.answer,
      layout: saved.layout,
      collapsed: new Set(saved.collapsed),
      unfolded: new Set(saved.unfolded),
      selected: saved.selected,
    },
    scrollTop: saved.scrollTop,
  };
}

function isSavedState(value: unknown): value is SavedState {
  if (!isRecord(value) || value['version'] !== version) return false;
  const { filters, similarTo, kindBefore, limit, selected, scrollTop } = value;
  return (
    isString(value['text']) &&
    isFilters(filters) &&
    (similarTo === undefined || isSimilarOrigin(similarTo)) &&
    (kindBefore === undefined || (isRecord(kindBefore) && isKind(kindBefore['kind']))) &&
    typeof value['detailsOpen'] === 'boolean' &&
    isListOf(value['pinned'], isViewResult) &&
    isListOf(value['dismissed'], isString) &&
    isListOf(value['languages'], isString) &&
    (limit === undefined || typeof limit === 'number') &&
    (value['answer'] === undefined || isAnswer(value['answer'])) &&
    isViewLayout(value['layout']) &&
    isListOf(value['collapsed'], isString) &&
    isListOf(value['unfolded'], isString) &&
    (selected === undefined || isString(selected)) &&
    typeof scrollTop === 'number'
  );
}

function isCount(value: unknown): value is number {
  return isWhole(value, 0);
}

function isKind(value: unknown): boolean {
  return value === undefined || value === 'code' || value === 'docs';
}

function isFilters(value: unknown): boolean {
  return (
    isRecord(value) &&
    isKind(value['kind']) &&
    isListOf(value['languages'], isString) &&
    isString(value['include']) &&
    isString(value['exclude']) &&
    searchScopes.some((scope) => scope === value['scope'])
  );
}

function isAnswer(value: unknown): boolean {
  return (
    isRecord(value) &&
    isViewQuery(value['query']) &&
    isListOf(value['results'], isViewResult) &&
    isListOf(value['earlier'], isCount) &&
    (value['hints'] === undefined || isListOf(value['hints'], isSearchHint)) &&
    (value['refinement'] === undefined || isString(value['refinement'])) &&
    typeof value['hasMore'] === 'boolean' &&
    (value['place'] === undefined || isSearchedPlace(value['place'])) &&
    isIndexState(value['state'])
  );
}
