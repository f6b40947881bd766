import * as l10n from '@vscode/l10n';
import { formatCount } from '../../common/text/countText';
import type { ViewSibling } from '../../common/view/viewProtocol';
import { isPinned } from '../model/keeping';
import { pinnedGroupKey } from '../model/rows';
import { isSelected } from '../model/selection';
import { isOpenRow } from '../model/treeSteps';
import type { ViewModel } from '../model/viewModel';
import type { VisibleRow } from '../model/visibleRows';
import { fileIconName } from './fileIcon';
import { fileRowChildren, fileRowLabel } from './fileRow';
import { h, icon, setAttribute, unseen } from './h';
import { pathText } from './pathText';
import { resultRowChildren, resultRowLabel, resultRowTitle } from './resultRow';
import type { RowCache } from './rowCache';

/** Webview sections that distinguish the context menus of rows. */
type MenuSection = 'result' | 'file' | 'sibling' | 'pinned' | 'none';

/** The element of a row, filled if it is new or has changed. */
export function treeRow(rows: RowCache, model: ViewModel, row: VisibleRow): HTMLElement {
  const canUndo = model.dismissals.length > 0;
  switch (row.type) {
    case 'file':
      return fileRow(rows, row, canUndo);
    case 'result':
      return resultRow(rows, model, row, canUndo);
    case 'more': {
      const text = l10n.t('{0} more in this file', formatCount(row.count));
      return plainRow(rows, row.key, { className: 'is-more', text });
    }
    case 'lessLikely': {
      const text = l10n.t('Less likely');
      return plainRow(rows, row.key, { className: 'is-section', text, hasTwistie: true, badge: row.count });
    }
    case 'siblings':
      return plainRow(rows, row.key, { className: 'is-siblings', text: siblingsText(row), hasTwistie: true });
    case 'sibling': {
      const context = menuContext({ section: 'sibling', key: row.key, path: row.sibling.path, canUndo });
      return siblingRow(rows, row.key, row.sibling, context);
    }
  }
}

function fileRow(
  rows: RowCache,
  { key, group }: Extract<VisibleRow, { type: 'file' }>,
  canUndo: boolean,
): HTMLElement {
  return rows.use(key, [{ ...group, results: group.results.length }, canUndo], (element) => {
    const isFile = group.type === 'file';
    const path = isFile ? group.results[0]?.result.path : undefined;
    const context = menuContext({ section: isFile ? 'file' : 'pinned', key, path, canUndo });
    element.className = 'row is-file';
    setAttribute(element, 'title', [group.folder, group.directory, group.name].filter(Boolean).join('/'));
    setAttribute(element, 'draggable', isFile ? 'true' : undefined);
    setAttribute(element, 'data-vscode-context', context);
    element.replaceChildren(unseen(fileRowLabel(group)), ...fileRowChildren(group));
  });
}

function resultRow(
  rows: RowCache,
  model: ViewModel,
  { key, block, result, isApart }: Extract<VisibleRow, { type: 'result' }>,
  canUndo: boolean,
): HTMLElement {
  const look = {
    isUnfolded: model.unfolded.has(key),
    isPinned: isPinned(model, result),
    isOnTop: block === pinnedGroupKey,
    isCompact: model.layout.isCompact,
    isApart,
  };
  return rows.use(key, [{ ...result, id: 0, siblings: undefined }, look, canUndo], (element) => {
    const { path } = result;
    const context = menuContext({ section: 'result', key, path, isPinned: look.isPinned, canUndo });
    element.className = 'row is-result';
    element.classList.toggle('is-pinned', look.isPinned);
    setAttribute(element, 'title', resultRowTitle(result, look));
    setAttribute(element, 'draggable', 'true');
    setAttribute(element, 'data-vscode-context', context);
    element.replaceChildren(unseen(resultRowLabel(result, look)), ...resultRowChildren(result, look));
    element.style.setProperty('--lines', String(element.querySelectorAll('.line, .fold').length));
  });
}

function siblingsText({ relation, count }: { relation: ViewSibling['relation']; count: number }): string {
  if (relation === 'translation') {
    return count === 1 ? l10n.t('+ 1 translation') : l10n.t('+ {0} translations', formatCount(count));
  }
  return count === 1 ? l10n.t('+ 1 copy') : l10n.t('+ {0} copies', formatCount(count));
}

/** What a row that consists of one text shows. */
interface PlainRow {
  readonly className: string;
  readonly text: string;
  /** It can be expanded. Default false. */
  readonly hasTwistie?: boolean;
  /** Number of rows below it. Default: not shown. */
  readonly badge?: number;
}

function plainRow(rows: RowCache, key: string, row: PlainRow): HTMLElement {
  return rows.use(key, row, (element) => {
    const { className, text, hasTwistie, badge } = row;
    element.className = 'row is-plain';
    element.classList.add(className);
    setAttribute(element, 'data-vscode-context', menuContext({ section: 'none', key }));
    element.replaceChildren(
      ...(hasTwistie ? [icon('chevron-right', 'twistie')] : []),
      h('span', { class: 'plain-text' }, text),
      ...(badge === undefined
        ? []
        : [h('span', { class: 'badge', 'aria-hidden': 'true' }, formatCount(badge))]),
    );
  });
}

function siblingRow(rows: RowCache, key: string, sibling: ViewSibling, context: string): HTMLElement {
  return rows.use(key, [sibling, context], (element) => {
    const { path, folder, startLine, endLine } = sibling;
    const range = startLine === endLine ? String(startLine) : `${startLine}–${endLine}`;
    element.className = 'row is-plain is-sibling';
    setAttribute(element, 'title', [folder, path].filter(Boolean).join('/'));
    setAttribute(element, 'data-vscode-context', context);
    element.replaceChildren(
      icon(fileIconName('', 'docs'), 'file-icon'),
      h(
        'span',
        { class: 'plain-text' },
        ...(folder === undefined ? [] : [`${folder} • `]),
        ...pathText(path),
      ),
      h('span', { class: 'result-range is-place' }, `:${range}`),
    );
  });
}

/** What the menu of a row depends on. */
interface RowMenu {
  readonly section: MenuSection;
  readonly key: string;
  /** Default: the row has none. */
  readonly path?: string | undefined;
  readonly isPinned?: boolean;
  readonly canUndo?: boolean;
}

/** Data that VS Code needs to show the menu of a row, and passes to the chosen command. */
function menuContext({ section, key, path = '', isPinned = false, canUndo = false }: RowMenu): string {
  return JSON.stringify({
    webviewSection: section,
    key,
    semanticSearchPinned: isPinned,
    semanticSearchInFolder: path.includes('/'),
    semanticSearchCanUndo: canUndo,
    preventDefaultContextMenuItems: true,
  });
}

/** Sets the position of a row in the tree, and whether it is expanded and selected. */
export function placeRow(
  element: HTMLElement,
  model: ViewModel,
  row: VisibleRow,
  { position, count, isInTabOrder }: { position: number; count: number; isInTabOrder: boolean },
): void {
  const isOpen = row.type === 'sibling' || row.type === 'more' ? undefined : isOpenRow(model, row);
  setAttribute(element, 'aria-level', row.level);
  setAttribute(element, 'aria-posinset', position);
  setAttribute(element, 'aria-setsize', count);
  setAttribute(element, 'aria-selected', isSelected(model, row.key) ? 'true' : 'false');
  setAttribute(element, 'aria-expanded', isOpen === undefined ? undefined : isOpen ? 'true' : 'false');
  setAttribute(element, 'tabindex', isInTabOrder ? 0 : -1);
}
