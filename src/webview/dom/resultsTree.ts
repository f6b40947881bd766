import { linesToShow } from '../model/codeExcerpt';
import { groupByFile, type FileGroup } from '../model/rows';
import type { OpenMode, ViewModel } from '../model/viewModel';
import { fileRowChildren, fileRowLabel } from './fileRow';
import { arrange, h, setAttribute } from './h';
import type { Dispatch, Part } from './part';
import { resultRowChildren, resultRowLabel, resultRowTitle } from './resultRow';
import { RowCache } from './rowCache';

export interface ResultsTree extends Part {
  focusRow(key: string): void;
  revealRow(key: string): void;
}

/** The results under their files, as a tree that is worked with like those of VS Code. */
export function createResultsTree(dispatch: Dispatch): ResultsTree {
  const element = h('div', { class: 'tree', role: 'tree', 'aria-label': 'Results', hidden: true });
  const groups = new RowCache('group', 'none');
  const rows = new RowCache('row', 'treeitem');

  element.addEventListener('click', (event) => {
    const row = rowOf(event);
    if (!row) return;
    const { key } = row;
    if (row.isFile || isFold(event)) {
      dispatch({ type: 'selected', key });
      dispatch({ type: 'toggled', key });
    } else if (event.detail < 2) dispatch({ type: 'opened', key, how: modeOf(event, 'preview') });
  });
  element.addEventListener('dblclick', (event) => {
    const row = rowOf(event);
    if (row && !row.isFile && !isFold(event)) {
      dispatch({ type: 'opened', key: row.key, how: modeOf(event, 'open') });
    }
  });
  element.addEventListener('keydown', (event) => {
    const isModified = event.ctrlKey || event.metaKey;
    if (event.altKey || event.shiftKey || (isModified && event.key !== 'Enter' && event.key !== 'ArrowUp'))
      return;
    if (!handledKeys.has(event.key) || (event.key === 'ArrowUp' && event.repeat && isFirstRow(event))) return;
    event.preventDefault();
    event.stopPropagation();
    const key = isModified && event.key === 'ArrowUp' ? 'Escape' : event.key;
    dispatch({ type: 'pressed', key, how: isModified ? 'toSide' : key === ' ' ? 'preview' : 'open' });
  });
  const isFirstRow = (event: Event): boolean => event.target === element.querySelector('.row');

  const render = (model: ViewModel): void => {
    const all = groupByFile(model.answer?.results ?? []);
    element.hidden = all.length === 0 || model.failure !== undefined;
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
    groups.forgetUnused();
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
      setAttribute(row, 'aria-label', fileRowLabel(group));
      setAttribute(row, 'title', [group.folder, group.directory, group.name].filter(Boolean).join('/'));
      row.replaceChildren(...fileRowChildren(group));
    });
    place(fileRow, model, index, count, group.key, inTabOrder, !isCollapsed);
    const resultRows = (isCollapsed ? [] : group.results).map(({ key, result }, position) => {
      const isUnfolded = model.unfolded.has(key);
      const row = rows.use(key, { ...result, id: 0, isUnfolded }, (target) => {
        target.classList.add('is-result');
        setAttribute(target, 'aria-level', 2);
        setAttribute(target, 'aria-label', resultRowLabel(result));
        setAttribute(target, 'title', resultRowTitle(result));
        target.replaceChildren(...resultRowChildren(result, isUnfolded));
        target.style.setProperty('--lines', String(target.querySelectorAll('.line, .fold').length));
      });
      const isOpen = linesToShow(result).foldable > 0 ? isUnfolded : undefined;
      place(row, model, position, group.results.length, key, inTabOrder, isOpen);
      return row;
    });
    const wrapper = groups.use(group.key);
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

function isFold(event: Event): boolean {
  return (event.target as Element).closest('[data-fold]') !== null;
}

function modeOf(event: MouseEvent, plain: OpenMode): OpenMode {
  return event.ctrlKey || event.metaKey || event.altKey ? 'toSide' : plain;
}
