import type { MessageToView, ViewRequest } from '../../common/view/viewProtocol';
import { countShown, stillDismissed } from './keeping';
import { neighbourResult } from './navigation';
import { openRow } from './opening';
import { appended, inShownOrder } from './pages';
import { withEntries } from './queryHistory';
import { actOnRow } from './rowActs';
import { allText, documentText, documentTitle } from './resultsText';
import { counterpartOf, groupsOf, pinnedGroupKey } from './rows';
import { ask, isPartial, isWorthAskingAgain, sameQuery, shown, withoutAnswer } from './searching';
import { askSimilarOfKind, inOwnWords } from './similarSearch';
import { enterTree } from './treeSteps';
import { refined } from './refined';
import type { Answer, Effect, Step, ViewModel } from './viewModel';
import { allRowsOf, rowsOf, withRowInSight } from './visibleRows';

/**
 * The effect of a message from the extension on the model.
 *
 * @param hasFocus whether the page has the keyboard focus
 */
export function updateFromHost(model: ViewModel, message: MessageToView, hasFocus: boolean): Step {
  switch (message.type) {
    case 'state':
      return updateState(model, message);
    case 'languages':
      return { model: { ...model, languages: message.languages }, effects: [] };
    case 'results':
      return updateResults(model, message);
    case 'searchFailed':
      if (message.id !== model.newestId) return { model, effects: [] };
      // A failed refresh keeps the current results.
      return {
        model: {
          ...model,
          pending: undefined,
          isEntering: false,
          failure: model.pending?.silent && model.answer ? undefined : message.error,
        },
        effects: [],
      };
    case 'examples':
      return { model: { ...model, examples: message.questions }, effects: [] };
    case 'history':
      return { model: { ...model, history: withEntries(model.history, message.entries) }, effects: [] };
    case 'pins':
      return updatePins(model, message);
    case 'ask':
      return askRequest(model, message.request);
    case 'focusQuery':
      return { model, effects: [{ type: 'focusQuery', select: true }] };
    case 'step':
      return step(model, message.direction, hasFocus);
    case 'collapseAll':
      return collapseAll(model);
    case 'expandAll':
      return { model: expandAll(model), effects: [] };
    case 'act':
      return actOnRow(model, message.act, message.key);
    case 'exportAll':
      return exportAll(model, message.to);
    case 'clear':
      return {
        model: withoutAnswer(inOwnWords(model, '')),
        effects: [
          { type: 'cancelSearch' },
          shown(model.pinned.length),
          { type: 'focusQuery', select: false },
        ],
      };
    case 'refresh': {
      const { byPerson } = message;
      const begun = byPerson ? { ...model, dismissed: new Set<string>() } : model;
      return checkingPins(ask(begun, { silent: model.answer !== undefined, isNew: byPerson }));
    }
  }
}

function askRequest(model: ViewModel, request: ViewRequest): Step {
  if (typeof request !== 'string') {
    return askSimilarOfKind(model, request.similarTo, request.kind);
  }
  const { model: asked, effects } = ask(inOwnWords(model, request));
  return { model: asked, effects: [...effects, { type: 'focusQuery', select: false }] };
}

/** Must not leave the focus on a hidden row. */
function collapseAll(model: ViewModel): Step {
  const groups = groupsOf(model);
  const { selected } = model;
  const { isList } = model.layout;
  // A list has no files to collapse.
  const keys = groups.filter((group) => group.type === 'pinned' || !isList).map((group) => group.key);
  const closed = {
    ...model,
    collapsed: new Set(keys),
    unfolded: new Set<string>(),
    marked: new Set<string>(),
  };
  const shownKeys = new Set(rowsOf(closed).map((row) => row.key));
  const parent =
    selected === undefined || shownKeys.has(selected) ? undefined : shownAncestor(model, selected, shownKeys);
  const effects: Effect[] = parent === undefined ? [] : [{ type: 'revealRow', key: parent }];
  return { model: { ...closed, selected: parent ?? selected }, effects };
}

function shownAncestor(model: ViewModel, key: string, shownKeys: ReadonlySet<string>): string | undefined {
  const parents = new Map(allRowsOf(model).map((row) => [row.key, row.parentKey]));
  let at: string | undefined = key;
  while (at !== undefined && !shownKeys.has(at)) at = parents.get(at);
  return at;
}

/** Expands every file and all its results; the lines of results are unchanged. */
function expandAll(model: ViewModel): ViewModel {
  let open: ViewModel = { ...model, collapsed: new Set() };
  for (const row of rowsOf(open)) {
    if (row.type === 'more') open = { ...open, unfolded: new Set([...open.unfolded, row.key]) };
  }
  return open;
}

function exportAll(model: ViewModel, to: 'clipboard' | 'editor'): Step {
  const text = to === 'clipboard' ? allText(model) : documentText(model);
  if (groupsOf(model).length === 0) return { model, effects: [] };
  return {
    model,
    effects: [
      {
        type: 'post',
        message:
          to === 'clipboard'
            ? { type: 'copy', text }
            : { type: 'showText', title: documentTitle(model), text },
      },
    ],
  };
}

/** Adds a request for the current positions of the pinned results. */
function checkingPins({ model, effects }: Step): Step {
  if (model.pinned.length === 0) return { model, effects };
  return {
    model,
    effects: [...effects, { type: 'post', message: { type: 'checkPins', pins: model.pinned } }],
  };
}

function updatePins(model: ViewModel, { pins, gone }: MessageToView & { type: 'pins' }): Step {
  const known = new Map(pins.map((pin) => [pin.id, pin]));
  const pinned = model.pinned.filter(({ id }) => !gone.includes(id)).map((pin) => known.get(pin.id) ?? pin);
  const next = { ...model, pinned };
  return { model: next, effects: [countShown(next)] };
}

function updateState(model: ViewModel, { state, environment }: MessageToView & { type: 'state' }): Step {
  const isGreeting = model.environment === undefined;
  const isAtWork = state.kind === 'building' || state.kind === 'stale';
  const next: ViewModel = {
    ...model,
    index: state,
    environment,
    layout: environment.layout,
    isOutdated: model.isOutdated || isAtWork,
  };
  // State restored after a reload is shown at once, and may be outdated.
  if (isGreeting && (next.text.trim() !== '' || next.similarTo)) {
    return checkingPins(ask(next, { silent: next.answer !== undefined }));
  }
  if (isGreeting) return checkingPins({ model: next, effects: [shown(next.pinned.length)] });
  const { layout, selected } = model;
  const hasNewLayout = layout.isList !== next.layout.isList || layout.isCompact !== next.layout.isCompact;
  if (hasNewLayout) {
    return { model: next, effects: selected === undefined ? [] : [{ type: 'revealRow', key: selected }] };
  }
  const step = isWorthAskingAgain(next) ? ask(next, { silent: true }) : { model: next, effects: [] };
  return state.kind === 'ready' && model.index?.kind !== 'ready' ? checkingPins(step) : step;
}

function updateResults(model: ViewModel, message: MessageToView & { type: 'results' }): Step {
  if (message.id !== model.newestId || !model.asked) return { model, effects: [] };
  const { hasMore, state, withoutModel, place, hints, refinement } = message;
  const silent = model.pending?.silent ?? true;
  const more = isSameButMore(model);
  const { results, earlier } = resultsInOrder(model, message, { silent, more });
  const answer = {
    query: model.asked,
    results,
    earlier,
    hasMore,
    state,
    ...(withoutModel && { withoutModel }),
    ...(place && { place }),
    ...(hints && hints.length > 0 && { hints }),
    ...(refinement !== undefined && { refinement }),
  };
  const dismissed = silent || more ? stillDismissed(model, results) : new Set<string>();
  const selected = silent || more ? stillSelected({ ...model, answer, dismissed }, model) : undefined;
  const next: ViewModel = {
    ...model,
    pending: undefined,
    failure: undefined,
    answer,
    dismissed,
    // A second answer to the same search only adds colours.
    isOutdated: isPartial(state) || (model.pending === undefined && model.isOutdated),
    selected,
    isEntering: false,
    ...(silent || more ? {} : freshRows),
  };
  const effects: Effect[] = [countShown(next)];
  if (!silent && !more) effects.push({ type: 'scrollToTop' });
  const entered = model.isEntering ? enterTree(next) : { model: next, effects: [] };
  effects.push(...entered.effects);
  if (silent || !isWorthAskingAgain(next)) return { model: entered.model, effects };
  // The index became ready while this answer was in progress.
  const again = ask(entered.model, { silent: true });
  return { model: again.model, effects: [...effects, ...again.effects] };
}

/** The results of a message in the order in which they are displayed. */
function resultsInOrder(
  model: ViewModel,
  { results, refinement }: MessageToView & { type: 'results' },
  { silent, more }: { readonly silent: boolean; readonly more: boolean },
): Pick<Answer, 'results' | 'earlier'> {
  if (model.answer && more) return appended(model.answer, results);
  if (!model.answer || !silent) return { results, earlier: [] };
  // The first order of this search is displayed, or its refined order without colours.
  const isRefinement = refinement !== undefined && model.pending === undefined;
  return isRefinement ? refined(model, results) : inShownOrder(model.answer, results);
}

/** State of the rows for a new answer: default expansion, nothing selected. */
const freshRows = {
  collapsed: new Set<string>(),
  unfolded: new Set<string>(),
  marked: new Set<string>(),
  anchor: undefined,
  dismissals: [],
};

/** The row corresponding to the focused one in another answer to the same query. */
function stillSelected(after: ViewModel, { selected, answer }: ViewModel): string | undefined {
  if (selected === undefined || !answer) return undefined;
  if (allRowsOf(after).some((row) => row.key === selected)) return selected;
  return counterpartOf(selected, answer.results, groupsOf(after));
}

/** Whether the newest search is the displayed query with a larger limit. */
function isSameButMore({ asked, answer }: ViewModel): boolean {
  if (!asked || !answer) return false;
  const { query } = answer;
  return asked.limit > query.limit && sameQuery({ ...asked, limit: query.limit }, query);
}

function step(model: ViewModel, direction: 1 | -1, hasFocus: boolean): Step {
  const all = allRowsOf(model);
  const found = all.filter((row) => row.block !== pinnedGroupKey);
  // Steps go through the pinned results if one of them is selected or there are no others.
  const isAmongPins = model.selected?.startsWith('pin') ?? false;
  const row = neighbourResult(isAmongPins || found.length === 0 ? all : found, model.selected, direction);
  if (row?.type !== 'result') return { model, effects: [] };
  return openRow(withRowInSight(model, row.key), row.key, {
    preserveFocus: hasFocus,
    preview: true,
    toSide: false,
  });
}
