import type * as vscode from 'vscode';
import type { LocatedResult } from '../services';
import type { QuickSearchItem } from './quickSearchItems';

/** The rows of a quick search, and which of them has the focus. */
export class QuickSearchList {
  /** What has the focus while the person has not moved it. */
  private focus: QuickSearchItem | undefined;
  /** Whether the focus was on that row by the person's will when the list was filled. */
  private isFocusKept = false;
  private moved = false;

  constructor(private readonly pick: vscode.QuickPick<QuickSearchItem>) {
    keepOrder(pick);
  }

  /** Whether the person has moved the focus, and the rows they moved to are still there. */
  get hasMoved(): boolean {
    return this.moved;
  }

  /** The row with the focus. What VS Code tells comes late: it may still be of the rows before. */
  get active(): QuickSearchItem | undefined {
    const [told] = this.pick.activeItems;
    return this.moved && told && this.pick.items.includes(told) ? told : this.focus;
  }

  /**
   * Replaces the rows. A focus that was moved stays on its row, if that is there again.
   *
   * @param focus what else has the focus; by default the first row
   */
  fill(items: readonly QuickSearchItem[], focus?: QuickSearchItem): void {
    const { pick } = this;
    const key = this.moved ? keyOf(this.active) : undefined;
    const kept = key === undefined ? undefined : items.find((item) => keyOf(item) === key);
    pick.keepScrollPosition = kept !== undefined;
    pick.items = items;
    const first = items.find(({ action }) => action);
    this.focus = kept ?? focus ?? first;
    // The first one has it by itself.
    if (this.focus && (kept || this.focus !== first)) pick.activeItems = [this.focus];
    this.isFocusKept = kept !== undefined;
    this.moved = this.isFocusKept;
  }

  /** Takes up what VS Code tells of the focus. */
  follow(item: QuickSearchItem | undefined): void {
    // After all a word about rows that are no longer there, where the next one is of the row that was meant.
    this.moved = this.isFocusKept || (item !== undefined && item !== this.focus);
  }

  /** Something else is asked: where the focus was does not matter any more. */
  forgetMoves(): void {
    this.moved = false;
    this.isFocusKept = false;
  }
}

/**
 * The row of a result.
 *
 * @param result by default the first one; also where it is not among the rows any more
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

/** The same for the same row in two lists. */
function keyOf(item: QuickSearchItem | undefined): string | undefined {
  if (item?.action?.type !== 'open') return item?.label;
  return keyOfResult(item.action.result);
}

function keyOfResult({ uri, line }: LocatedResult): string {
  return `${uri.toString()}:${line}`;
}

/**
 * Keeps the engine's order. VS Code otherwise moves items up whose labels resemble what is typed; the property that stops
 * it is not in the published interface.
 */
function keepOrder(pick: vscode.QuickPick<QuickSearchItem>): void {
  (pick as unknown as { sortByLabel: boolean }).sortByLabel = false;
}
