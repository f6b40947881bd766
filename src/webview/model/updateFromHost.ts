import type { MessageToView, ViewRequest } from '../../common/viewProtocol';
import { countShown, stillDismissed } from './keeping';
import { neighbourResult } from './navigation';
import { openRow } from './opening';
import { withEntries } from './queryHistory';
import { actOnRow } from './rowActs';
import { allText, documentText, documentTitle } from './resultsText';
import { counterpartOf, foundGroups, groupsOf, visibleRows } from './rows';
import { ask, isPartial, isWorthAskingAgain, sameQuery, shown, withoutAnswer } from './searching';
import { askSimilarOfKind, inOwnWords } from './similar';
import type { Effect, Step, ViewModel } from './viewModel';

/**
 * What a message of the extension does to the model.
 *
 * @param hasFocus whether the keyboard is in the page
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
      // A refresh that failed leaves what is there.
      return {
        model: {
          ...model,
          pending: undefined,
          failure: model.pending?.silent && model.answer ? undefined : message.error,
        },
        effects: [],
      };
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
      return { model: { ...model, collapsed: new Set() }, effects: [] };
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
      return checkingPins(ask(begun, { silent: model.answer !== undefined, anew: byPerson }));
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

/** The keyboard may not stay on a row that is hidden. */
function collapseAll(model: ViewModel): Step {
  const groups = groupsOf(model);
  const { selected } = model;
  const parent = groups.find((group) => group.results.some((row) => row.key === selected))?.key;
  const effects: Effect[] = parent === undefined ? [] : [{ type: 'revealRow', key: parent }];
  return {
    model: { ...model, collapsed: new Set(groups.map((group) => group.key)), selected: parent ?? selected },
    effects,
  };
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

/** Asks where the pinned results are by now, beside what else is done. */
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
    isOutdated: model.isOutdated || isAtWork,
  };
  // What was kept over a reload is shown at once, and may have changed since.
  if (isGreeting && (next.text.trim() !== '' || next.similarTo)) {
    return checkingPins(ask(next, { silent: next.answer !== undefined }));
  }
  if (isGreeting) return checkingPins({ model: next, effects: [shown(next.pinned.length)] });
  const step = isWorthAskingAgain(next) ? ask(next, { silent: true }) : { model: next, effects: [] };
  return state.kind === 'ready' && model.index?.kind !== 'ready' ? checkingPins(step) : step;
}

function updateResults(model: ViewModel, message: MessageToView & { type: 'results' }): Step {
  if (message.id !== model.newestId || !model.asked) return { model, effects: [] };
  const { results, hasMore, state, withoutModel, place } = message;
  const silent = model.pending?.silent ?? true;
  const more = isSameButMore(model);
  const answer = {
    query: model.asked,
    results,
    hasMore,
    state,
    ...(withoutModel && { withoutModel }),
    ...(place && { place }),
  };
  const dismissed = silent || more ? stillDismissed(model, results) : new Set<string>();
  const groups = groupsOf({ answer, dismissed, pinned: model.pinned });
  const selected =
    (silent || more) && model.selected !== undefined && model.answer
      ? counterpartOf(model.selected, model.answer.results, groups)
      : undefined;
  const next: ViewModel = {
    ...model,
    pending: undefined,
    failure: undefined,
    answer,
    dismissed,
    // A second answer to the same search only brings colours.
    isOutdated: isPartial(state) || (model.pending === undefined && model.isOutdated),
    selected,
    ...(silent || more ? {} : { collapsed: new Set<string>(), unfolded: new Set<string>() }),
  };
  const effects: Effect[] = [countShown(next)];
  if (!silent && !more) effects.push({ type: 'scrollToTop' });
  if (silent || !isWorthAskingAgain(next)) return { model: next, effects };
  // It became ready while this answer was under way.
  const again = ask(next, { silent: true });
  return { model: again.model, effects: [...effects, ...again.effects] };
}

/** Whether the newest search asks what is shown, and for more of it. */
function isSameButMore({ asked, answer }: ViewModel): boolean {
  if (!asked || !answer) return false;
  const { query } = answer;
  return asked.limit > query.limit && sameQuery({ ...asked, limit: query.limit }, query);
}

function step(model: ViewModel, direction: 1 | -1, hasFocus: boolean): Step {
  const found = foundGroups(model);
  // The pinned ones are gone through where one of them is selected, or nothing else is there.
  const isAmongPins = model.selected?.startsWith('pin') ?? false;
  const groups = isAmongPins || found.length === 0 ? groupsOf(model) : found;
  const rows = visibleRows(groups, new Set());
  const row = neighbourResult(rows, model.selected, direction);
  if (row?.type !== 'result') return { model, effects: [] };
  const collapsed = new Set(model.collapsed);
  collapsed.delete(row.parentKey);
  return openRow({ ...model, collapsed }, row.key, { preserveFocus: hasFocus, preview: true, toSide: false });
}
