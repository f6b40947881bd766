import { maxLimit, maxQueryLength } from '../../common/viewValues';
import { restore } from './keeping';
import { neighbourResult, treeMove } from './navigation';
import { openOptionsOf, openRow } from './opening';
import { leaveHistory, recall } from './queryHistory';
import { remember } from './remembering';
import { actOnRow } from './rowActs';
import { groupsOf, visibleRows, type VisibleRow } from './rows';
import { ask, askIfNew } from './searching';
import { endSimilar, inOwnWords } from './similar';
import { updateFromHost } from './updateFromHost';
import type { Step, ViewEvent, ViewModel } from './viewModel';

/** The model after an event, and what is to be done because of it. */
export function update(model: ViewModel, event: ViewEvent): Step {
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
    case 'submitted':
      return after(remember(model), askIfNew);
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
        // What a person chooses stays.
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
      return unchanged({ ...model, selected: event.key });
    case 'toggled':
      return toggle(model, event.key);
    case 'opened':
      return openRow(model, event.key, openOptionsOf(event.how));
    case 'entered':
      return enterTree(model);
    case 'pressed':
      return press(model, event.key, event.how);
    case 'acted':
      return { model, effects: [{ type: 'post', message: { type: 'action', action: event.action } }] };
  }
}

/** The rows of the tree as they are shown. */
export function rowsOf(model: ViewModel): readonly VisibleRow[] {
  return visibleRows(groupsOf(model), model.collapsed);
}

/** Whether a file shows its results, or a result all its lines. */
export function isOpenRow({ collapsed, unfolded }: ViewModel, row: VisibleRow): boolean {
  return row.type === 'file' ? !collapsed.has(row.key) : unfolded.has(row.key);
}

function unchanged(model: ViewModel): Step {
  return { model, effects: [] };
}

/** One step, then another. */
function after(first: Step, next: (model: ViewModel) => Step): Step {
  const second = next(first.model);
  return { model: second.model, effects: [...first.effects, ...second.effects] };
}

function thenFocus({ model, effects }: Step): Step {
  return { model, effects: [...effects, { type: 'focusQuery', select: false }] };
}

/** To the row that was left, else to the first result, else to the first file. */
function enterTree(model: ViewModel): Step {
  const rows = rowsOf(model);
  const left = rows.find((row) => row.key === model.selected);
  const key = (left ?? neighbourResult(rows, undefined, 1) ?? rows[0])?.key;
  if (key === undefined) return unchanged(model);
  return after(remember({ ...model, selected: key }), (entered) => ({
    model: entered,
    effects: [{ type: 'focusRow', key }],
  }));
}

function press(model: ViewModel, pressed: string, how: 'preview' | 'open' | 'toSide'): Step {
  const rows = rowsOf(model);
  if (pressed === 'Escape') return { model, effects: [{ type: 'focusQuery', select: true }] };
  const move = treeMove(rows, model.selected, pressed, (row) => isOpenRow(model, row));
  switch (move?.type) {
    case undefined:
      return unchanged(model);
    case 'select':
      return { model: { ...model, selected: move.key }, effects: [{ type: 'focusRow', key: move.key }] };
    case 'toggle': {
      const { model: toggled } = toggle({ ...model, selected: move.key }, move.key);
      return { model: toggled, effects: [{ type: 'focusRow', key: move.key }] };
    }
    case 'leaveUpwards':
      return { model, effects: [{ type: 'focusQuery', select: false }] };
    case 'open':
      return openRow(model, move.key, openOptionsOf(how));
  }
}

function toggle(model: ViewModel, key: string): Step {
  const flip = (keys: ReadonlySet<string>): ReadonlySet<string> => {
    const next = new Set(keys);
    if (!next.delete(key)) next.add(key);
    return next;
  };
  const groups = groupsOf(model);
  const isFile = groups.some((group) => group.key === key);
  if (!isFile) return unchanged({ ...model, unfolded: flip(model.unfolded) });
  const collapsed = flip(model.collapsed);
  // The keyboard may not stay on a row that is gone.
  const isHidden = !visibleRows(groups, collapsed).some((row) => row.key === model.selected);
  return unchanged({
    ...model,
    collapsed,
    selected: isHidden && model.selected !== undefined ? key : model.selected,
  });
}
