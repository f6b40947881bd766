import type { VisibleRow } from './visibleRows';

/** Effect of a key in the tree. */
export type TreeMove =
  | { readonly type: 'select'; readonly key: string }
  | { readonly type: 'toggle'; readonly key: string }
  | { readonly type: 'leaveUpwards' }
  | { readonly type: 'open'; readonly key: string };

/** Number of rows that PageUp and PageDown move. */
const pageRows = 8;

/**
 * Effect of a key on the focused row, as in the trees of VS Code: Right expands a collapsed row, then moves to its
 * first child; Left collapses an expanded row, then moves to its parent. Undefined if the key has no effect.
 */
export function treeMove(
  rows: readonly VisibleRow[],
  current: string | undefined,
  pressed: string,
  isOpen: (row: VisibleRow) => boolean,
): TreeMove | undefined {
  const index = Math.max(
    0,
    rows.findIndex((row) => row.key === current),
  );
  const row = rows[index];
  if (!row) return undefined;
  const select = (target: number): TreeMove | undefined => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, target))];
    return next && { type: 'select', key: next.key };
  };
  switch (pressed) {
    case 'ArrowDown':
      return select(index + 1);
    case 'ArrowUp':
      return index === 0 ? { type: 'leaveUpwards' } : select(index - 1);
    case 'Home':
      return select(0);
    case 'End':
      return select(rows.length - 1);
    case 'PageDown':
      return select(index + pageRows);
    case 'PageUp':
      return select(index - pageRows);
    case 'ArrowRight':
      if (row.type === 'sibling') return undefined;
      if (!isOpen(row)) return { type: 'toggle', key: row.key };
      return row.type === 'result' ? undefined : select(index + 1);
    case 'ArrowLeft':
      if (row.type !== 'sibling' && row.type !== 'more' && isOpen(row))
        return { type: 'toggle', key: row.key };
      return row.parentKey === undefined ? undefined : { type: 'select', key: row.parentKey };
    case 'Enter':
    case ' ':
      return { type: isPlace(row) ? 'open' : 'toggle', key: row.key };
    default:
      return undefined;
  }
}

/** Whether a row represents a location in a file. */
export function isPlace(row: VisibleRow): boolean {
  return row.type === 'result' || row.type === 'sibling';
}

/**
 * The row that gets the focus when a row is removed: the next remaining row, else the previous one.
 *
 * @param left keys of the remaining rows
 */
export function neighbourRow(
  rows: readonly VisibleRow[],
  current: string,
  left: ReadonlySet<string>,
): string | undefined {
  const at = rows.findIndex((row) => row.key === current);
  const isLeft = ({ key }: VisibleRow): boolean => left.has(key);
  return (rows.slice(at + 1).find(isLeft) ?? rows.slice(0, Math.max(0, at)).findLast(isLeft))?.key;
}

/** The result row after or before the current one, wrapping around; undefined if there is none. */
export function neighbourResult(
  rows: readonly VisibleRow[],
  current: string | undefined,
  direction: 1 | -1,
): VisibleRow | undefined {
  const at = rows.findIndex((row) => row.key === current);
  const start = at < 0 && direction < 0 ? rows.length : at;
  for (let step = 1; step <= rows.length; step++) {
    const row = rows[(start + direction * step + rows.length * 2) % rows.length];
    if (row?.type === 'result') return row;
  }
  return undefined;
}
