import type { ViewResult } from '../../common/viewProtocol';
import { neighbourRow } from './navigation';
import { findRow, foundGroups, groupsOf, resultKey, visibleRows, type VisibleRow } from './rows';
import { shown } from './searching';
import type { Effect, Step, ViewModel } from './viewModel';

/** Whether a result is among the pinned ones. */
export function isPinned({ pinned }: Pick<ViewModel, 'pinned'>, result: ViewResult): boolean {
  const key = resultKey(result);
  return pinned.some((pin) => resultKey(pin) === key);
}

/** Keeps a result on top, over later queries. */
export function pin(model: ViewModel, key: string | undefined): Step {
  const row = findRow(model, key);
  if (row?.type !== 'result' || isPinned(model, row.result)) return { model, effects: [] };
  const id = Math.max(0, ...model.pinned.map((pinned) => pinned.id)) + 1;
  return withCount({ ...model, pinned: [...model.pinned, { ...row.result, id }] });
}

/** Lets go of a pinned result: by its row on top, or by the row where it was found. */
export function unpin(model: ViewModel, key: string | undefined): Step {
  const row = findRow(model, key);
  if (row?.type !== 'result') return { model, effects: [] };
  const place = resultKey(row.result);
  return moveOn(model, row, {
    ...model,
    pinned: model.pinned.filter((pinned) => resultKey(pinned) !== place),
  });
}

/** Takes a result, or a file with all of its own, out of the answer; a pinned result is let go. */
export function dismiss(model: ViewModel, key: string | undefined): Step {
  const row = findRow(model, key);
  if (!row) return { model, effects: [] };
  if (row.type === 'file' && row.group.type === 'pinned') return { model, effects: [] };
  if (row.type === 'result' && row.key.startsWith('pin ')) return unpin(model, key);
  const keys = row.type === 'file' ? row.group.results.map((result) => result.key) : [row.key];
  return moveOn(model, row, { ...model, dismissed: new Set([...model.dismissed, ...keys]) });
}

/** Shows again what was dismissed. */
export function restore(model: ViewModel): Step {
  return withCount({ ...model, dismissed: new Set() });
}

/**
 * What stays dismissed in a new answer to the same query: the same places, and names that moved within their file because it
 * was changed.
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

/** The results that are shown, pinned ones included, are told to the extension: its commands depend on it. */
export function countShown(model: ViewModel): Effect {
  const found = foundGroups(model).reduce((sum, group) => sum + group.results.length, 0);
  return shown(found + model.pinned.length);
}

function withCount(model: ViewModel): Step {
  return { model, effects: [countShown(model)] };
}

/** The keyboard goes on to the next row where its row is gone, as in the Search view; to the query where none is left. */
function moveOn(before: ViewModel, row: VisibleRow, after: ViewModel): Step {
  const { model, effects } = withCount(after);
  if (findRow(after, before.selected ?? row.key)) return { model, effects };
  const key = neighbourRow(
    visibleRows(groupsOf(before), before.collapsed),
    row.key,
    new Set(visibleRows(groupsOf(after), after.collapsed).map((left) => left.key)),
  );
  if (key === undefined) {
    return {
      model: { ...model, selected: undefined },
      effects: [...effects, { type: 'focusQuery', select: false }],
    };
  }
  return { model: { ...model, selected: key }, effects: [...effects, { type: 'focusRow', key }] };
}
