import type { SelectMode, ViewModel } from './viewModel';
import { allRowsOf, rowsOf, type VisibleRow } from './visibleRows';

/** Whether a row is selected. */
export function isSelected(
  { marked, selected }: Pick<ViewModel, 'marked' | 'selected'>,
  key: string,
): boolean {
  return marked.size > 0 ? marked.has(key) : key === selected;
}

/** Focuses and selects a row: alone, in addition to others, or with all rows in between. */
export function select(model: ViewModel, key: string, how: SelectMode = 'one'): ViewModel {
  switch (how) {
    case 'one':
      return { ...model, selected: key, marked: new Set(), anchor: key };
    case 'toggle': {
      const marked = new Set(model.marked);
      if (marked.size === 0 && model.selected !== undefined) marked.add(model.selected);
      if (!marked.delete(key)) marked.add(key);
      return { ...model, selected: key, marked, anchor: key };
    }
    case 'range': {
      const keys = rowsOf(model).map((row) => row.key);
      const anchor = model.anchor ?? model.selected ?? key;
      const [from, to] = [keys.indexOf(anchor), keys.indexOf(key)].toSorted((a, b) => a - b);
      const marked = new Set(keys.slice(Math.max(0, from!), to! + 1));
      return { ...model, selected: key, marked, anchor };
    }
  }
}

/** Selects all displayed results; the focus does not move. */
export function selectAll(model: ViewModel): ViewModel {
  const results = rowsOf(model).filter((row) => row.type === 'result');
  return { ...model, marked: new Set(results.map((row) => row.key)) };
}

/**
 * The rows that an action on one row applies to: all selected rows if the row is among them, else that row alone.
 * Rows under another row of the list are not listed separately.
 */
export function targetsOf(model: ViewModel, key: string | undefined): readonly VisibleRow[] {
  const all = allRowsOf(model);
  const asked = all.find((row) => row.key === key);
  if (!asked) return [];
  if (!model.marked.has(asked.key)) return [asked];
  const files = new Set(
    all.filter((row) => row.type === 'file' && model.marked.has(row.key)).map(({ key }) => key),
  );
  return rowsOf(model).filter(
    (row) => model.marked.has(row.key) && (row.parentKey === undefined || !files.has(row.parentKey)),
  );
}
