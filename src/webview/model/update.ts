import { maxLimit, maxQueryLength } from '../../common/view/viewValues';
import { restore } from './keeping';
import { enterTree, toggle, isOpenRow } from './treeSteps';
import { treeMove } from './navigation';
import { openOptionsOf, openRow } from './opening';
import { leaveHistory, recall } from './queryHistory';
import { remember } from './remembering';
import { actOnRow } from './rowActs';
import { ask, askIfNew } from './searching';
import { select, selectAll } from './selection';
import { endSimilar, inOwnWords } from './similarSearch';
import { updateFromHost } from './updateFromHost';
import type { OpenMode, Step, ViewEvent, ViewModel } from './viewModel';
import { rowsOf } from './visibleRows';

/** The model after an event, and the resulting effects. */
export function update(model: ViewModel, event: ViewEvent): Step {
  // Any other action of the user cancels moving the focus to the answer.
  const isWaiting = event.type === 'message' || event.type === 'searchDue';
  return react(model.isEntering && !isWaiting ? { ...model, isEntering: false } : model, event);
}

function react(model: ViewModel, event: ViewEvent): Step {
  switch (event.type) {
    case 'message':
      return updateFromHost(model, event.message, event.hasFocus);
    case 'typed': {
      const text = event.text.slice(0, maxQueryLength);
      const history = leaveHistory(model.history);
      const typed = { ...inOwnWords(model, text), history };
      return text.trim() === '' ? ask(typed) : { model: typed, effects: [{ type: 'scheduleSearch' }] };
    }
    case 'searchDue':
      return askIfNew(model);
    case 'submitted': {
      const asked = after(remember(model), askIfNew);
      if (!event.enters) return asked;
      const isAwaited = asked.model.pending !== undefined && !asked.model.pending.silent;
      return isAwaited ? { ...asked, model: { ...asked.model, isEntering: true } } : after(asked, enterTree);
    }
    case 'edited':
      return unchanged(model);
    case 'settled':
      return remember(model);
    case 'recalled': {
      const found = recall(model.history, event.direction, model.text);
      if (!found) return { model, effects: [] };
      const { history, text } = found;
      return askIfNew({ ...inOwnWords(model, text), history });
    }
    case 'asked':
      return thenFocus(after(remember(inOwnWords(model, event.text)), askIfNew));
    case 'cleared':
      return thenFocus(after(remember(model), (kept) => ask(inOwnWords(kept, ''))));
    case 'filtered':
      return askIfNew({
        ...model,
        filters: { ...model.filters, ...event.filters },
        limit: undefined,
        // A filter that the user sets is kept.
        ...('kind' in event.filters && { kindBefore: undefined }),
      });
    case 'narrowed': {
      const filters = { ...model.filters, ...event.filters };
      return { model: { ...model, filters, limit: undefined }, effects: [{ type: 'scheduleSearch' }] };
    }
    case 'detailsToggled':
      return unchanged({ ...model, detailsOpen: !model.detailsOpen });
    case 'similarEnded':
      return endSimilar(model);
    case 'rowActed':
      return actOnRow(model, event.act, event.key);
    case 'restored':
      return restore(model);
    case 'moreWanted': {
      const limit = (model.answer?.query.limit ?? 0) * 2;
      return limit === 0 ? unchanged(model) : askIfNew({ ...model, limit: Math.min(maxLimit, limit) });
    }
    case 'selected':
      return unchanged(select(model, event.key, event.how));
    case 'allSelected':
      return unchanged(selectAll(model));
    case 'toggled':
      return toggle(model, event.key);
    case 'opened':
      return openRow(model, event.key, openOptionsOf(event.how));
    case 'entered':
      return enterTree(model);
    case 'pressed':
      return press(model, event.key, event.how, event.extends ?? false);
    case 'acted':
      return { model, effects: [{ type: 'post', message: { type: 'action', action: event.action } }] };
  }
}

function unchanged(model: ViewModel): Step {
  return { model, effects: [] };
}

/** Performs two steps in sequence. */
function after(first: Step, next: (model: ViewModel) => Step): Step {
  const second = next(first.model);
  return { model: second.model, effects: [...first.effects, ...second.effects] };
}

function thenFocus({ model, effects }: Step): Step {
  return { model, effects: [...effects, { type: 'focusQuery', select: false }] };
}

function press(model: ViewModel, pressed: string, how: OpenMode, extend: boolean): Step {
  if (pressed === 'Escape') {
    if (model.marked.size > 0) return unchanged({ ...model, marked: new Set() });
    return { model, effects: [{ type: 'focusQuery', select: true }] };
  }
  const move = treeMove(rowsOf(model), model.selected, pressed, (row) => isOpenRow(model, row));
  switch (move?.type) {
    case undefined:
      return unchanged(model);
    case 'select':
      return {
        model: select(model, move.key, extend ? 'range' : 'one'),
        effects: [{ type: 'focusRow', key: move.key }],
      };
    case 'toggle': {
      const { model: toggled } = toggle(select(model, move.key), move.key);
      const key = toggled.selected ?? move.key;
      return { model: toggled, effects: [{ type: 'focusRow', key }] };
    }
    case 'leaveUpwards':
      return extend ? unchanged(model) : { model, effects: [{ type: 'focusQuery', select: false }] };
    case 'open':
      return openRow(model, move.key, openOptionsOf(how));
  }
}
