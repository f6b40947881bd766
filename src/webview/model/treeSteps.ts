import { neighbourResult } from './navigation';
import { remember } from './remembering';
import { pinnedGroupKey } from './rows';
import { select } from './selection';
import type { Step, ViewModel } from './viewModel';
import { rowsOf, type VisibleRow } from './visibleRows';

/** Whether a row shows its children, or a result all its lines. */
export function isOpenRow({ collapsed, unfolded }: ViewModel, row: VisibleRow): boolean {
  return row.type === 'file' || row.type === 'lessLikely' ? !collapsed.has(row.key) : unfolded.has(row.key);
}

/** Focuses the row that was left, else the first result, else the first row; adds the query to the history. */
export function enterTree(model: ViewModel): Step {
  const rows = rowsOf(model);
  const left = rows.find((row) => row.key === model.selected);
  const first = neighbourResult(
    rows.filter((row) => row.block !== pinnedGroupKey),
    undefined,
    1,
  );
  const key = (left ?? first ?? neighbourResult(rows, undefined, 1) ?? rows[0])?.key;
  if (key === undefined) return { model, effects: [] };
  const remembered = remember(left ? model : select(model, key));
  return { model: remembered.model, effects: [...remembered.effects, { type: 'focusRow', key }] };
}

/** Expands or collapses a row; for a result, its other lines. If the focused row is gone, the focus moves. */
export function toggle(model: ViewModel, key: string): Step {
  const before = rowsOf(model);
  const row = before.find((one) => one.key === key);
  const flip = (keys: ReadonlySet<string>): ReadonlySet<string> => {
    const next = new Set(keys);
    if (!next.delete(key)) next.add(key);
    return next;
  };
  const isCollapsible = row?.type === 'file' || row?.type === 'lessLikely';
  const toggled: ViewModel = isCollapsible
    ? { ...model, collapsed: flip(model.collapsed) }
    : { ...model, unfolded: flip(model.unfolded) };
  const rows = rowsOf(toggled);
  if (model.selected === undefined || rows.some((one) => one.key === model.selected)) {
    return { model: toggled, effects: [] };
  }
  // The rows that it represented replace it.
  const next = row?.type === 'more' ? rows[before.indexOf(row)]?.key : key;
  return { model: select(toggled, next ?? key), effects: [] };
}
