import * as l10n from '@vscode/l10n';
import { groupsOf, type FileGroup } from '../model/rows';
import type { SelectMode, ViewModel } from '../model/viewModel';
import { rowsOf } from '../model/visibleRows';
import { startDrag } from './drag';
import { arrange, h } from './h';
import { heldWhilePressed } from './heldRender';
import type { Dispatch, Part } from './part';
import { actOf } from './rowActions';
import { RowCache } from './rowCache';
import { eventOfKey } from './treeKeys';
import { placeRow, treeRow } from './treeRows';

/** The tree of results; rows are named by their keys. */
export interface ResultsTree extends Part {
  focusRow(key: string): void;
  revealRow(key: string): void;
}

/** The results grouped by file, as a tree with the keys and clicks of VS Code's trees. */
export function createResultsTree(dispatch: Dispatch): ResultsTree {
  const element = h('div', {
    class: 'tree',
    role: 'tree',
    'aria-label': l10n.t('Results'),
    'aria-multiselectable': 'true',
    hidden: true,
  });
  const blockElements = new RowCache('group', 'none');
  const rows = new RowCache('row', 'treeitem');

  element.addEventListener('click', (event) => {
    const row = rowOf(event);
    if (!row) return;
    const { key } = row;
    const act = actOf(event);
    const how = selectModeOf(event);
    if (act) dispatch({ type: 'rowActed', act, key });
    else if (how !== 'one') dispatch({ type: 'selected', key, how });
    else if (!row.isPlace || isFold(event)) {
      dispatch({ type: 'selected', key });
      dispatch({ type: 'toggled', key });
    } else if (event.detail < 2) dispatch({ type: 'opened', key, how: event.altKey ? 'toSide' : 'preview' });
  });
  element.addEventListener('dblclick', (event) => {
    const row = rowOf(event);
    if (row?.isPlace && !isFold(event) && !actOf(event) && selectModeOf(event) === 'one') {
      dispatch({ type: 'opened', key: row.key, how: event.altKey ? 'toSide' : 'open' });
    }
  });
  element.addEventListener('keydown', (event) => {
    const row = rowOf(event);
    const done = eventOfKey(event, row?.key, isFirstRow(event));
    if (!done) return;
    // A screen reader can focus a row that is not in the tab order.
    if (row && row.element.tabIndex !== 0) dispatch({ type: 'selected', key: row.key });
    event.preventDefault();
    event.stopPropagation();
    if (done !== 'nothing') dispatch(done);
  });
  // The menu acts on the row on which it was opened, so select that row.
  element.addEventListener('contextmenu', (event) => {
    const row = rowOf(event);
    // If the row is part of a multiple selection, keep the selection.
    if (row && row.element.getAttribute('aria-selected') !== 'true') {
      dispatch({ type: 'selected', key: row.key });
    }
  });
  let shownGroups: readonly FileGroup[] = [];
  element.addEventListener('dragstart', (event) => {
    const row = rowOf(event);
    if (!row || !startDrag(event, row.key, shownGroups)) event.preventDefault();
  });
  const isFirstRow = (event: Event): boolean => event.target === element.querySelector('.row');

  const focusedKey = (): string | undefined => {
    const { activeElement } = document;
    return element.contains(activeElement) ? (activeElement as HTMLElement).dataset['key'] : undefined;
  };

  const render = (model: ViewModel): void => {
    const focused = focusedKey();
    shownGroups = groupsOf(model);
    const shown = rowsOf(model);
    element.hidden = shown.length === 0;
    element.classList.toggle('is-compact', model.layout.isCompact);
    element.classList.toggle('is-list', model.layout.isList);
    element.classList.toggle(
      'has-several-folders',
      shownGroups.some((group) => group.folder !== undefined),
    );
    // One row is in the tab order: the selected one, else the first.
    const inTabOrder = shown.some((row) => row.key === model.selected) ? model.selected : shown[0]?.key;
    const counts = new Map<string | undefined, number>();
    for (const { parentKey } of shown) counts.set(parentKey, (counts.get(parentKey) ?? 0) + 1);
    const positions = new Map<string | undefined, number>();
    const blocks = new Map<string, HTMLElement[]>();
    for (const row of shown) {
      const rowElement = treeRow(rows, model, row);
      const position = (positions.get(row.parentKey) ?? 0) + 1;
      positions.set(row.parentKey, position);
      const isInTabOrder = row.key === inTabOrder;
      placeRow(rowElement, model, row, { position, count: counts.get(row.parentKey)!, isInTabOrder });
      const block = blocks.get(row.block);
      if (block) block.push(rowElement);
      else blocks.set(row.block, [rowElement]);
    }
    const wrappers = [...blocks].map(([key, elements]) => {
      const wrapper = blockElements.use(key);
      arrange(wrapper, elements);
      return wrapper;
    });
    arrange(element, wrappers);
    blockElements.forgetUnused();
    rows.forgetUnused();
    // Moving a row within the document removes its focus.
    if (focused !== undefined && focusedKey() !== focused) rows.get(focused)?.focus({ preventScroll: true });
  };

  const revealRow = (key: string): void => {
    const row = rows.get(key);
    if (!row) return;
    if (element.contains(document.activeElement)) row.focus({ preventScroll: true });
    // A file's row sticks to the top while its results scroll; its group has the real position.
    const target = row.classList.contains('is-file') ? row.parentElement! : row;
    const scroller = element.parentElement!;
    const isAbove = target.getBoundingClientRect().top < scroller.getBoundingClientRect().top;
    if (target === row) row.scrollIntoView({ block: 'nearest' });
    else if (isAbove) target.scrollIntoView({ block: 'start' });
    else row.scrollIntoView({ block: 'nearest' });
  };

  return {
    element,
    render: heldWhilePressed(element, render),
    revealRow,
    focusRow: (key) => {
      rows.get(key)?.focus({ preventScroll: true });
      revealRow(key);
    },
  };
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
