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
  const context = (section: MenuSection, path = '', pinned = false): string =>
    menuContext(section, row.key, path, pinned, canUndo);
  switch (row.type) {
    case 'file': {
      const { group } = row;
      return rows.use(row.key, [{ ...group, results: group.results.length }, canUndo], (element) => {
        element.className = 'row is-file';
        const isFile = group.type === 'file';
        const path = group.results[0]?.result.path;
        setAttribute(element, 'title', [group.folder, group.directory, group.name].filter(Boolean).join('/'));
        setAttribute(element, 'draggable', isFile ? 'true' : undefined);
        setAttribute(element, 'data-vscode-context', context(isFile ? 'file' : 'pinned', isFile ? path : ''));
        element.replaceChildren(unseen(fileRowLabel(group)), ...fileRowChildren(group));
      });
    }
    case 'result': {
      const { result, isApart } = row;
      const look = {
        isUnfolded: model.unfolded.has(row.key),
        isPinned: isPinned(model, result),
        isOnTop: row.block === pinnedGroupKey,
        isCompact: model.layout.isCompact,
        isApart,
      };
      return rows.use(row.key, [{ ...result, id: 0, siblings: undefined }, look, canUndo], (element) => {
        element.className = 'row is-result';
        element.classList.toggle('is-pinned', look.isPinned);
        setAttribute(element, 'title', resultRowTitle(result, look));
        setAttribute(element, 'draggable', 'true');
        setAttribute(element, 'data-vscode-context', context('result', result.path, look.isPinned));
        element.replaceChildren(unseen(resultRowLabel(result, look)), ...resultRowChildren(result, look));
        element.style.setProperty('--lines', String(element.querySelectorAll('.line, .fold').length));
      });
    }
    case 'more':
      return plainRow(rows, row.key, 'is-more', l10n.t('{0} more in this file', formatCount(row.count)));
    case 'lessLikely': {
      const text = l10n.t('Less likely');
      const badge = h('span', { class: 'badge', 'aria-hidden': 'true' }, formatCount(row.count));
      return plainRow(rows, row.key, 'is-section', text, row.count, icon('chevron-right', 'twistie'), badge);
    }
    case 'siblings': {
      const twistie = icon('chevron-right', 'twistie');
      return plainRow(rows, row.key, 'is-siblings', siblingsText(row), row.count, twistie);
    }
    case 'sibling':
      return siblingRow(rows, row.key, row.sibling, context('sibling', row.sibling.path));
  }
}

function siblingsText({ relation, count }: { relation: ViewSibling['relation']; count: number }): string {
  if (relation === 'translation') {
    return count === 1 ? l10n.t('+ 1 translation') : l10n.t('+ {0} translations', formatCount(count));
  }
  return count === 1 ? l10n.t('+ 1 copy') : l10n.t('+ {0} copies', formatCount(count));
}

/** A row that consists of one text, and the elements before and after it. */
function plainRow(
  rows: RowCache,
  key: string,
  className: string,
  text: string,
  content: unknown = null,
  before?: HTMLElement,
  after?: HTMLElement,
): HTMLElement {
  return rows.use(key, [text, content], (element) => {
    element.className = 'row is-plain';
    element.classList.add(className);
    setAttribute(element, 'data-vscode-context', menuContext('none', key, '', false, false));
    const label = h('span', { class: 'plain-text' }, text);
    element.replaceChildren(...(before ? [before] : []), label, ...(after ? [after] : []));
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

/** Data that VS Code needs to show the menu of a row, and passes to the chosen command. */
function menuContext(
  webviewSection: MenuSection,
  key: string,
  path: string,
  isPinned: boolean,
  canUndo: boolean,
): string {
  return JSON.stringify({
    webviewSection,
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
