import * as l10n from '@vscode/l10n';
import { groupsOf, type FileGroup } from '../model/rows';
import type { SelectMode, ViewModel } from '../model/viewModel';
import { blocksOf, rowsOf, type VisibleRow } from '../model/visibleRows';
import { startDrag } from './drag';
import { arrange, h } from './h';
import { heldWhilePressed } from './heldRender';
import type { Dispatch, Part } from './part';
import { actOf } from './rowActions';
import { RowCache } from './rowCache';
import { eventOfKey } from './treeKeys';
import { placeRow, treeRow } from './treeRows';

/** The results grouped by file, as a tree with the keys and clicks of VS Code's trees. Rows are named by their keys. */
export class ResultsTree implements Part {
  readonly element = h('div', {
    class: 'tree',
    role: 'tree',
    'aria-label': l10n.t('Results'),
    'aria-multiselectable': 'true',
    hidden: true,
  });
  readonly render: Part['render'];
  private readonly blockElements = new RowCache('group', 'none');
  private readonly rows = new RowCache('row', 'treeitem');
  private shownGroups: readonly FileGroup[] = [];

  constructor(private readonly dispatch: Dispatch) {
    const { element } = this;
    this.render = heldWhilePressed(element, (model) => {
      this.draw(model);
    });
    element.addEventListener('click', (event) => {
      this.click(event);
    });
    element.addEventListener('dblclick', (event) => {
      this.doubleClick(event);
    });
    element.addEventListener('keydown', (event) => {
      this.press(event);
    });
    element.addEventListener('contextmenu', (event) => {
      this.selectForMenu(event);
    });
    element.addEventListener('dragstart', (event) => {
      const row = rowOf(event);
      if (!row || !startDrag(event, row.key, this.shownGroups)) event.preventDefault();
    });
  }

  focusRow(key: string): void {
    this.rows.get(key)?.focus({ preventScroll: true });
    this.revealRow(key);
  }

  revealRow(key: string): void {
    const row = this.rows.get(key);
    if (!row) return;
    if (this.element.contains(document.activeElement)) row.focus({ preventScroll: true });
    // A file's row sticks to the top while its results scroll; its group has the real position.
    const target = row.classList.contains('is-file') ? row.parentElement! : row;
    const scroller = this.element.parentElement!;
    const isAbove = target.getBoundingClientRect().top < scroller.getBoundingClientRect().top;
    if (target !== row && isAbove) target.scrollIntoView({ block: 'start' });
    else row.scrollIntoView({ block: 'nearest' });
  }

  private click(event: MouseEvent): void {
    const row = rowOf(event);
    if (!row) return;
    const { key } = row;
    const act = actOf(event);
    const how = selectModeOf(event);
    if (act) this.dispatch({ type: 'rowActed', act, key });
    else if (how !== 'one') this.dispatch({ type: 'selected', key, how });
    else if (!row.isPlace || isFold(event)) {
      this.dispatch({ type: 'selected', key });
      this.dispatch({ type: 'toggled', key });
    } else if (event.detail < 2) {
      this.dispatch({ type: 'opened', key, how: event.altKey ? 'toSide' : 'preview' });
    }
  }

  private doubleClick(event: MouseEvent): void {
    const row = rowOf(event);
    if (row?.isPlace && !isFold(event) && !actOf(event) && selectModeOf(event) === 'one') {
      this.dispatch({ type: 'opened', key: row.key, how: event.altKey ? 'toSide' : 'open' });
    }
  }

  private press(event: KeyboardEvent): void {
    const row = rowOf(event);
    const isFirstRow = event.target === this.element.querySelector('.row');
    const done = eventOfKey(event, row?.key, isFirstRow);
    if (!done) return;
    // A screen reader can focus a row that is not in the tab order.
    if (row && row.element.tabIndex !== 0) this.dispatch({ type: 'selected', key: row.key });
    event.preventDefault();
    event.stopPropagation();
    if (done !== 'nothing') this.dispatch(done);
  }

  /** The menu acts on the selected rows: on the one on which it was opened, or the selection that contains it. */
  private selectForMenu(event: Event): void {
    const row = rowOf(event);
    if (row && row.element.getAttribute('aria-selected') !== 'true') {
      this.dispatch({ type: 'selected', key: row.key });
    }
  }

  private draw(model: ViewModel): void {
    const focused = this.focusedKey();
    this.shownGroups = groupsOf(model);
    const shown = rowsOf(model);
    const { classList } = this.element;
    this.element.hidden = shown.length === 0;
    classList.toggle('is-compact', model.layout.isCompact);
    classList.toggle('is-list', model.layout.isList);
    classList.toggle(
      'has-several-folders',
      this.shownGroups.some((group) => group.folder !== undefined),
    );
    arrange(this.element, this.blockElementsOf(model, shown));
    this.blockElements.forgetUnused();
    this.rows.forgetUnused();
    // Moving a row within the document removes its focus.
    if (focused !== undefined && this.focusedKey() !== focused) {
      this.rows.get(focused)?.focus({ preventScroll: true });
    }
  }

  private blockElementsOf(model: ViewModel, shown: readonly VisibleRow[]): HTMLElement[] {
    // One row is in the tab order: the selected one, else the first.
    const inTabOrder = shown.some((row) => row.key === model.selected) ? model.selected : shown[0]?.key;
    return [...blocksOf(shown)].map(([key, placedRows]) => {
      const block = this.blockElements.use(key);
      const elements = placedRows.map(({ row, position, count }) => {
        const element = treeRow(this.rows, model, row);
        placeRow(element, model, row, { position, count, isInTabOrder: row.key === inTabOrder });
        return element;
      });
      arrange(block, elements);
      return block;
    });
  }

  private focusedKey(): string | undefined {
    const { activeElement } = document;
    return this.element.contains(activeElement) ? (activeElement as HTMLElement).dataset['key'] : undefined;
  }
}

function rowOf(
  event: Event,
): { readonly key: string; readonly isPlace: boolean; readonly element: HTMLElement } | undefined {
  const element = (event.target as Element).closest<HTMLElement>('.row');
  const key = element?.dataset['key'];
  if (!element || key === undefined) return undefined;
  return {
    key,
    isPlace: ['is-result', 'is-sibling'].some((name) => element.classList.contains(name)),
    element,
  };
}

function isFold(event: Event): boolean {
  return (event.target as Element).closest('[data-fold]') !== null;
}

/** As in the lists of VS Code: Ctrl or Cmd adds a row, Shift selects all rows up to it. */
function selectModeOf({ ctrlKey, metaKey, shiftKey }: MouseEvent): SelectMode {
  if (shiftKey) return 'range';
  return ctrlKey || metaKey ? 'toggle' : 'one';
}
