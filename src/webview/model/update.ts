import { maxLimit, maxQueryLength } from '../../common/viewMessages';
import { neighbourResult, treeMove } from './navigation';
import { openOptionsOf, openRow } from './opening';
import { leaveHistory, recall, remember } from './queryHistory';
import { groupByFile, visibleRows, type VisibleRow } from './rows';
import { ask, askIfNew } from './searching';
import { updateFromHost } from './updateFromHost';
import type { Step, ViewEvent, ViewModel } from './viewModel';

/** The model after an event, and what is to be done because of it. */
export function update(model: ViewModel, event: ViewEvent): Step {
  switch (event.type) {
    case 'message':
      return updateFromHost(model, event.message, event.hasFocus);
    case 'typed': {
      const text = event.text.slice(0, maxQueryLength);
      const typed = { ...model, text, limit: undefined, history: leaveHistory(model.history) };
      return text.trim() === '' ? ask(typed) : { model: typed, effects: [{ type: 'scheduleSearch' }] };
    }
    case 'searchDue':
      return askIfNew(model);
    case 'submitted':
      return askIfNew(settle(model));
    case 'settled':
      return { model: settle(model), effects: [] };
    case 'recalled': {
      const found = recall(model.history, event.direction, model.text);
      if (!found) return { model, effects: [] };
      return askIfNew({ ...model, history: found.history, text: found.text, limit: undefined });
    }
    case 'asked': {
      const { model: asked, effects } = askIfNew(settle({ ...model, text: event.text, limit: undefined }));
      return { model: asked, effects: [...effects, { type: 'focusQuery', select: false }] };
    }
    case 'cleared': {
      const { model: cleared, effects } = ask({ ...settle(model), text: '', limit: undefined });
      return { model: cleared, effects: [...effects, { type: 'focusQuery', select: false }] };
    }
    case 'filtered':
      return askIfNew({ ...model, filters: event.filters, limit: undefined });
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
export function rowsOf({ answer, collapsed }: ViewModel): readonly VisibleRow[] {
  return visibleRows(groupByFile(answer?.results ?? []), collapsed);
}

/** Whether a file shows its results, or a result all its lines. */
export function isOpenRow({ collapsed, unfolded }: ViewModel, row: VisibleRow): boolean {
  return row.type === 'file' ? !collapsed.has(row.key) : unfolded.has(row.key);
}

function unchanged(model: ViewModel): Step {
  return { model, effects: [] };
}

function settle(model: ViewModel): ViewModel {
  return { ...model, history: remember(model.history, model.text) };
}

/** To the row that was left, else to the first result, else to the first file. */
function enterTree(model: ViewModel): Step {
  const rows = rowsOf(model);
  const left = rows.find((row) => row.key === model.selected);
  const key = (left ?? neighbourResult(rows, undefined, 1) ?? rows[0])?.key;
  if (key === undefined) return unchanged(model);
  return { model: { ...settle(model), selected: key }, effects: [{ type: 'focusRow', key }] };
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
  const isFile = groupByFile(model.answer?.results ?? []).some((group) => group.key === key);
  if (!isFile) return unchanged({ ...model, unfolded: flip(model.unfolded) });
  const collapsed = flip(model.collapsed);
  // The keyboard may not stay on a row that is gone.
  const isHidden = !visibleRows(groupByFile(model.answer?.results ?? []), collapsed).some(
    (row) => row.key === model.selected,
  );
  return unchanged({
    ...model,
    collapsed,
    selected: isHidden && model.selected !== undefined ? key : model.selected,
  });
}
