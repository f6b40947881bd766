import type { ViewResult } from '../../common/view/viewProtocol';
import { neighbourRow } from './navigation';
import { foundResults, pinKey, resultKey } from './rows';
import { shown } from './searching';
import { targetsOf } from './selection';
import type { Effect, Step, ViewModel } from './viewModel';
import { findRow, rowsOf, withRowInSight } from './visibleRows';

/** Whether a result is among the pinned ones. */
export function isPinned({ pinned }: Pick<ViewModel, 'pinned'>, result: ViewResult): boolean {
  const key = resultKey(result);
  return pinned.some((pin) => resultKey(pin) === key);
}

/** Pins results, so that they stay at the top for later queries. */
export function pin(model: ViewModel, key: string | undefined): Step {
  const results = resultsOf(model, key).filter((result) => !isPinned(model, result));
  if (results.length === 0) return { model, effects: [] };
  const id = Math.max(0, ...model.pinned.map((pinned) => pinned.id)) + 1;
  const pins = results.map((result, index) => ({
    ...result,
    id: id + index,
    // These properties are valid only within the answer.
    isLessLikely: undefined,
    siblings: undefined,
  }));
  return withCount({ ...model, pinned: [...model.pinned, ...pins] });
}

/** Unpins results: by their rows at the top, or by the rows where they were found. */
export function unpin(model: ViewModel, key: string | undefined): Step {
  const places = new Set(resultsOf(model, key).map(resultKey));
  if (places.size === 0) return { model, effects: [] };
  return moveOn(model, key, {
    ...model,
    pinned: model.pinned.filter((pinned) => !places.has(resultKey(pinned))),
  });
}

/**
 * Removes results, or files with all their results, from the answer; a pinned result is unpinned. This can be undone.
 */
export function dismiss(model: ViewModel, key: string | undefined): Step {
  const keys = targetsOf(model, key).flatMap((row) => {
    if (row.type === 'result') return [row.key];
    return row.type === 'file' && row.group.type === 'file'
      ? row.group.results.map((result) => result.key)
      : [];
  });
  const pins = model.pinned.filter((pinned) => keys.includes(pinKey(pinned)));
  const found = keys.filter((one) => !pins.some((pinned) => pinKey(pinned) === one));
  if (keys.length === 0) return { model, effects: [] };
  return moveOn(model, key, {
    ...model,
    dismissed: new Set([...model.dismissed, ...found]),
    pinned: model.pinned.filter((pinned) => !pins.includes(pinned)),
    dismissals: [...model.dismissals, { keys: found, pins }],
  });
}

/** Undoes the last dismissal; the focus moves to the restored rows. */
export function undoDismiss(model: ViewModel): Step {
  const last = model.dismissals.at(-1);
  if (!last) return { model, effects: [] };
  const dismissed = new Set(model.dismissed);
  for (const key of last.keys) dismissed.delete(key);
  const back = last.pins.filter((pinned) => !isPinned(model, pinned));
  const restored = {
    ...model,
    dismissed,
    dismissals: model.dismissals.slice(0, -1),
    pinned: [...model.pinned, ...back].toSorted((a, b) => a.id - b.id),
    marked: new Set<string>(),
  };
  const first = last.keys[0] ?? last.pins.map(pinKey)[0];
  const { model: counted, effects } = withCount(restored);
  if (first === undefined || !findRow(restored, first)) return { model: counted, effects };
  return {
    model: { ...withRowInSight(counted, first), selected: first, anchor: first },
    effects: [...effects, { type: 'focusRow', key: first }],
  };
}

/** Restores all dismissed results. */
export function restore(model: ViewModel): Step {
  return withCount({ ...model, dismissed: new Set(), dismissals: [] });
}

/**
 * Results that stay dismissed in a new answer to the same query: those at the same location, and those with a symbol
 * that moved within its file because the file was changed.
 */
export function stillDismissed(
  { answer, dismissed }: ViewModel,
  after: readonly ViewResult[],
): ReadonlySet<string> {
  const before = (answer?.results ?? []).filter((result) => dismissed.has(resultKey(result)));
  const keys = new Set(after.map(resultKey));
  const moved = before.filter((result) => result.symbol !== null && !keys.has(resultKey(result)));
  const gone = after.filter(
    (result) =>
      dismissed.has(resultKey(result)) ||
      moved.some(({ uri, symbol }) => uri === result.uri && symbol === result.symbol),
  );
  return new Set(gone.map(resultKey));
}

/**
 * Reports the number of results shown, including pinned ones, to the extension: the availability of its commands
 * depends on it.
 */
export function countShown(model: ViewModel): Effect {
  return shown(foundResults(model).length + model.pinned.length);
}

function withCount(model: ViewModel): Step {
  return { model, effects: [countShown(model)] };
}

/** The results of the rows that an action applies to. */
function resultsOf(model: ViewModel, key: string | undefined): readonly ViewResult[] {
  return targetsOf(model, key).flatMap((row) => (row.type === 'result' ? [row.result] : []));
}

/**
 * If the focused row is gone, the focus moves to the next row, as in the Search view; if no row is left, to the query
 * box.
 */
function moveOn(before: ViewModel, key: string | undefined, after: ViewModel): Step {
  const { model, effects } = withCount({ ...after, marked: new Set() });
  const current = before.selected ?? key;
  if (current === undefined || findRow(after, current)) return { model, effects };
  const left = new Set(rowsOf(after).map((row) => row.key));
  const next = neighbourRow(rowsOf(before), current, left);
  if (next === undefined) {
    return {
      model: { ...model, selected: undefined, anchor: undefined },
      effects: [...effects, { type: 'focusQuery', select: false }],
    };
  }
  return {
    model: { ...model, selected: next, anchor: next },
    effects: [...effects, { type: 'focusRow', key: next }],
  };
}
