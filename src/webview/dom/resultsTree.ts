import * as l10n from '@vscode/l10n';
import { linesToShow } from '../model/codeExcerpt';
import { isPinned } from '../model/keeping';
import { reasonOf } from '../model/reasons';
import { groupsOf, type FileGroup } from '../model/rows';
import type { RowAct } from '../../common/viewProtocol';
import type { OpenMode, ViewModel } from '../model/viewModel';
import { startDrag } from './drag';
import { fileRowChildren, fileRowLabel } from './fileRow';
import { arrange, h, setAttribute, unseen } from './h';
import type { Dispatch, Part } from './part';
import { actOf } from './rowActions';
import { resultRowChildren, resultRowLabel } from './resultRow';
import { RowCache } from './rowCache';

export interface ResultsTree extends Part {
  focusRow(key: string): void;
  revealRow(key: string): void;
}

/** The results under their files, as a tree that is worked with like those of VS Code. */
export function createResultsTree(dispatch: Dispatch): ResultsTree {
  const element = h('div', { class: 'tree', role: 'tree', 'aria-label': l10n.t('Results'), hidden: true });
  const groupElements = new RowCache('group', 'none');
  const rows = new RowCache('row', 'treeitem');

  element.addEventListener('click', (event) => {
    const row = rowOf(event);
    if (!row) return;
    const { key } = row;
    const act = actOf(event);
    if (act) dispatch({ type: 'rowActed', act, key });
    else if (row.isFile || isFold(event)) {
      dispatch({ type: 'selected', key });
      dispatch({ type: 'toggled', key });
    } else if (event.detail < 2) dispatch({ type: 'opened', key, how: modeOf(event, 'preview') });
  });
  element.addEventListener('dblclick', (event) => {
    const row = rowOf(event);
    if (row && !row.isFile && !isFold(event) && !actOf(event)) {
      dispatch({ type: 'opened', key: row.key, how: modeOf(event, 'open') });
    }
  });
  element.addEventListener('keydown', (event) => {
    const isModified = event.ctrlKey || event.metaKey;
    const act = actOfKey(event);
    if (act) {
      event.preventDefault();
      event.stopPropagation();
      dispatch({ type: 'rowActed', act, key: rowOf(event)?.key });
      return;
    }
    if (event.altKey || event.shiftKey || (isModified && event.key !== 'Enter' && event.key !== 'ArrowUp'))
      return;
    if (!handledKeys.has(event.key) || (event.key === 'ArrowUp' && event.repeat && isFirstRow(event))) return;
    event.preventDefault();
    event.stopPropagation();
    const key = isModified && event.key === 'ArrowUp' ? 'Escape' : event.key;
    dispatch({ type: 'pressed', key, how: isModified ? 'toSide' : key === ' ' ? 'preview' : 'open' });
  });
  // A menu is of the row that it was opened on: that is the one which is worked with.
  element.addEventListener('contextmenu', (event) => {
    const row = rowOf(event);
    if (row) dispatch({ type: 'selected', key: row.key });
  });
  let shownGroups: readonly FileGroup[] = [];
  element.addEventListener('dragstart', (event) => {
    const row = rowOf(event);
    if (!row || !startDrag(event, row.key, shownGroups)) event.preventDefault();
  });
  const isFirstRow = (event: Event): boolean => event.target === element.querySelector('.row');

  const render = (model: ViewModel): void => {
    // Where a search failed, what is pinned is all there is.
    const groups = groupsOf(model);
    const all = model.failure ? groups.filter((group) => group.type === 'pinned') : groups;
    shownGroups = all;
    element.hidden = all.length === 0;
    element.classList.toggle(
      'has-several-folders',
      all.some((group) => group.folder !== undefined),
    );
    const isShown = (group: FileGroup): boolean =>
      group.key === model.selected ||
      (!model.collapsed.has(group.key) && group.results.some((row) => row.key === model.selected));
    // One row is in the tab order: the selected one, else the first.
    const inTabOrder = all.some(isShown) ? model.selected : all[0]?.key;
    arrange(
      element,
      all.map((group, index) => renderGroup(model, group, index, all.length, inTabOrder)),
    );
    groupElements.forgetUnused();
    rows.forgetUnused();
  };

  const renderGroup = (
    model: ViewModel,
    group: FileGroup,
    index: number,
    count: number,
    inTabOrder: string | undefined,
  ): HTMLElement => {
    const isCollapsed = model.collapsed.has(group.key);
    const fileRow = rows.use(group.key, { ...group, results: group.results.length }, (row) => {
      row.classList.add('is-file');
      setAttribute(row, 'aria-level', 1);
      setAttribute(row, 'title', [group.folder, group.directory, group.name].filter(Boolean).join('/'));
      setAttribute(row, 'draggable', group.type === 'file' ? 'true' : undefined);
      const section = group.type === 'file' ? 'file' : 'pinned';
      setAttribute(row, 'data-vscode-context', menuContext(section, group.key));
      row.replaceChildren(unseen(fileRowLabel(group)), ...fileRowChildren(group));
    });
    place(fileRow, model, index, count, group.key, inTabOrder, !isCollapsed);
    const resultRows = (isCollapsed ? [] : group.results).map(({ key, result }, position) => {
      const isUnfolded = model.unfolded.has(key);
      const look = { isUnfolded, isPinned: isPinned(model, result), isApart: group.type === 'pinned' };
      const row = rows.use(key, { ...result, id: 0, look }, (target) => {
        target.classList.add('is-result');
        setAttribute(target, 'aria-level', 2);
        target.classList.toggle('is-pinned', look.isPinned);
        setAttribute(target, 'title', reasonOf(result));
        setAttribute(target, 'draggable', 'true');
        setAttribute(target, 'data-vscode-context', menuContext('result', key, look.isPinned));
        target.replaceChildren(unseen(resultRowLabel(result, look)), ...resultRowChildren(result, look));
        target.style.setProperty('--lines', String(target.querySelectorAll('.line, .fold').length));
      });
      const isOpen = linesToShow(result).foldable > 0 ? isUnfolded : undefined;
      place(row, model, position, group.results.length, key, inTabOrder, isOpen);
      return row;
    });
    const wrapper = groupElements.use(group.key);
    arrange(wrapper, [fileRow, ...resultRows]);
    return wrapper;
  };

  const revealRow = (key: string): void => {
    const row = rows.get(key);
    if (!row) return;
    if (element.contains(document.activeElement)) row.focus({ preventScroll: true });
    // A file's row sticks to the top while its results scroll by: its group tells where it really is.
    const target = row.classList.contains('is-file') ? row.parentElement! : row;
    const scroller = element.parentElement!;
    const isAbove = target.getBoundingClientRect().top < scroller.getBoundingClientRect().top;
    if (target === row) row.scrollIntoView({ block: 'nearest' });
    else if (isAbove) target.scrollIntoView({ block: 'start' });
    else row.scrollIntoView({ block: 'nearest' });
  };

  return {
    element,
    render,
    revealRow,
    focusRow: (key) => {
      rows.get(key)?.focus({ preventScroll: true });
      revealRow(key);
    },
  };
}

const handledKeys = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Enter',
  ' ',
  'Escape',
]);

/** What VS Code needs to know to show the menu of a row, and hands on to the command that is chosen. */
function menuContext(webviewSection: 'result' | 'file' | 'pinned', key: string, isPinned = false): string {
  return JSON.stringify({
    webviewSection,
    key,
    semanticSearchPinned: isPinned,
    preventDefaultContextMenuItems: true,
  });
}

function place(
  row: HTMLElement,
  model: ViewModel,
  index: number,
  count: number,
  key: string,
  inTabOrder: string | undefined,
  isOpen: boolean | undefined,
): void {
  setAttribute(row, 'aria-posinset', index + 1);
  setAttribute(row, 'aria-setsize', count);
  setAttribute(row, 'aria-selected', key === model.selected ? 'true' : 'false');
  setAttribute(row, 'aria-expanded', isOpen === undefined ? undefined : isOpen ? 'true' : 'false');
  setAttribute(row, 'tabindex', key === inTabOrder ? 0 : -1);
}

function rowOf(event: Event): { readonly key: string; readonly isFile: boolean } | undefined {
  const row = (event.target as Element).closest<HTMLElement>('.row');
  const key = row?.dataset['key'];
  return key === undefined ? undefined : { key, isFile: row!.classList.contains('is-file') };
}

/** Keys that do what the menu of a row does, as in the Search view. */
function actOfKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): RowAct | undefined {
  if (altKey) return undefined;
  const isModified = ctrlKey || metaKey;
  // A Mac has no Delete key everywhere; its lists take what is there.
  if (!shiftKey && (key === 'Delete' || (metaKey && key === 'Backspace'))) return 'dismiss';
  return isModified && !shiftKey && key.toLowerCase() === 'c' ? 'copy' : undefined;
}

function isFold(event: Event): boolean {
  return (event.target as Element).closest('[data-fold]') !== null;
}

function modeOf(event: MouseEvent, plain: OpenMode): OpenMode {
  return event.ctrlKey || event.metaKey || event.altKey ? 'toSide' : plain;
}
