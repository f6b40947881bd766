import type * as vscode from 'vscode';
import type { LocatedResult } from '../services';
import type { QuickSearchItem } from './quickSearchItems';

/** The focus after the rows are replaced. */
export interface FocusOptions {
  /** Row to focus, unless the user has moved the focus. Default: the first row. */
  readonly focus?: QuickSearchItem | undefined;
  /** The focus stays on its row also if the user has not moved it, and the list is not scrolled. Default false. */
  readonly isKept?: boolean;
}

/** The rows of a quick search and their focus. */
export class QuickSearchList {
  /** The focused row as long as the user has not moved the focus. */
  private focus: QuickSearchItem | undefined;
  /** Whether the list was filled while the focus was on a row chosen by the user. */
  private isFocusKept = false;
  private moved = false;

  constructor(private readonly pick: vscode.QuickPick<QuickSearchItem>) {
    keepOrder(pick);
  }

  /** Whether the user has moved the focus and the row is still in the list. */
  get hasMoved(): boolean {
    return this.moved;
  }

  /** The focused row. VS Code reports the focus late, so the reported row may belong to earlier rows. */
  get active(): QuickSearchItem | undefined {
    const [reported] = this.pick.activeItems;
    return this.moved && reported && this.pick.items.includes(reported) ? reported : this.focus;
  }

  /**
   * Replaces the rows. A focus moved by the user stays on its row if the row is still in the list. Rows equal to the displayed
   * ones are not replaced: VS Code would focus the first row and discard a move of the user that it has not reported yet.
   */
  fill(items: readonly QuickSearchItem[], { focus, isKept = false }: FocusOptions = {}): void {
    const { pick } = this;
    const first = items.find(({ action }) => action);
    if (this.isDisplayed(items, focus ?? first)) return;
    const { moved } = this;
    const key = moved || isKept ? keyOf(this.active) : undefined;
    const kept = key === undefined ? undefined : items.find((item) => keyOf(item) === key);
    pick.keepScrollPosition = kept !== undefined;
    pick.items = items;
    this.focus = kept ?? focus ?? first;
    // VS Code focuses the first row itself.
    if (this.focus && (kept || this.focus !== first)) pick.activeItems = [this.focus];
    this.isFocusKept = moved && kept !== undefined;
    this.moved = this.isFocusKept;
  }

  private isDisplayed(items: readonly QuickSearchItem[], focus: QuickSearchItem | undefined): boolean {
    const { items: displayed, activeItems } = this.pick;
    const hasFocus = this.moved || (activeItems[0] === this.focus && keyOf(this.focus) === keyOf(focus));
    return hasFocus && items.length > 0 && JSON.stringify(items) === JSON.stringify(displayed);
  }

  /** Updates the focus from VS Code's event. */
  follow(item: QuickSearchItem | undefined): void {
    // After a refill with a kept focus, an event may still concern earlier rows; a later event names the intended row.
    this.moved = this.isFocusKept || (item !== undefined && item !== this.focus);
  }

  /** Resets the moved focus, for a new query. */
  forgetMoves(): void {
    this.moved = false;
    this.isFocusKept = false;
  }
}

/**
 * Returns the row of a result.
 *
 * @param result by default the first one, also if `result` is no longer among the rows
 */
export function firstResult(
  rows: readonly QuickSearchItem[],
  result?: LocatedResult,
): QuickSearchItem | undefined {
  const isResult = ({ action }: QuickSearchItem): boolean => action?.type === 'open';
  const key = result && keyOfResult(result);
  return (
    (key === undefined ? undefined : rows.find((row) => isResult(row) && keyOf(row) === key)) ??
    rows.find(isResult)
  );
}

/**
 * Results in a refined order, in which one result keeps its position. Likelihood belongs to the positions.
 *
 * @param shown the displayed results
 * @param fixed one of them
 */
export function keptInPlace(
  shown: readonly LocatedResult[],
  refined: readonly LocatedResult[],
  fixed: LocatedResult,
): readonly LocatedResult[] {
  const key = keyOfResult(fixed);
  const isFixed = (result: LocatedResult): boolean => keyOfResult(result) === key;
  const at = shown.findIndex(isFixed);
  if (at < 0) return refined;
  const moved = refined.filter((result) => !isFixed(result));
  const results = [...moved.slice(0, at), refined.find(isFixed) ?? fixed, ...moved.slice(at)];
  return results.slice(0, refined.length).map((result, i) => {
    const { isLessLikely } = refined[i]!;
    return isLessLikely === result.isLessLikely ? result : { ...result, isLessLikely };
  });
}

/** Key that is equal for the same row in two lists. */
function keyOf(item: QuickSearchItem | undefined): string | undefined {
  if (item?.action?.type !== 'open') return item?.label;
  return keyOfResult(item.action.result);
}

function keyOfResult({ uri, line }: LocatedResult): string {
  return `${uri.toString()}:${line}`;
}

/**
 * Keeps the engine's order. VS Code otherwise moves up items whose labels resemble the typed text; the property that disables
 * this is not in the public API.
 */
function keepOrder(pick: vscode.QuickPick<QuickSearchItem>): void {
  (pick as unknown as { sortByLabel: boolean }).sortByLabel = false;
}
