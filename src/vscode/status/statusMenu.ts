import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { runCall } from '../commands';
import { countOf } from '../../common/text/countText';
import type { IndexState } from '../../common/contracts/indexState';
import type { IndexingService } from '../services';
import { actionsFor, type IndexAction } from './indexActions';
import { headlineOf, nextHeadlineOf } from './indexStateText';
import { visibleText } from '../../common/text/visibleText';

interface ActionItem extends vscode.QuickPickItem {
  readonly action: IndexAction;
}

/**
 * Shows a menu of actions for the index state, and updates it with the state.
 *
 * @param onDismissed called when the menu is closed without a choice
 */
export function showStatusMenu(indexing: IndexingService, onDismissed: () => void): void {
  const menu = vscode.window.createQuickPick<ActionItem>();
  let isChosen = false;
  let shown: readonly IndexAction[] = [];
  const update = (state: IndexState): void => {
    menu.title = visibleText(
      l10n.t('Semantic Search: {0}', state.next ? nextHeadlineOf(state.next) : headlineOf(state)),
    );
    menu.placeholder = visibleText(placeholderOf(state));
    const actions = actionsFor(state);
    // Setting the same items again would reset the focus.
    if (actions.map(({ label }) => label).join() === shown.map(({ label }) => label).join()) return;
    shown = actions;
    menu.items = actions.map((action) => ({
      label: `$(${action.icon}) ${action.label}`,
      ...(action.detail && { description: action.detail }),
      action,
    }));
  };
  update(indexing.state);
  const following = indexing.onDidChangeState(update);
  menu.onDidAccept(() => {
    const [chosen] = menu.selectedItems;
    isChosen = chosen !== undefined;
    menu.hide();
    if (chosen) {
      void runCall(chosen.action);
    }
  });
  menu.onDidHide(() => {
    following.dispose();
    menu.dispose();
    if (!isChosen) onDismissed();
  });
  menu.show();
}

function placeholderOf(state: IndexState): string {
  if (state.next?.kind === 'failed') return state.next.error.message;
  switch (state.kind) {
    case 'empty':
      return l10n.t('Select an action');
    case 'failed':
      return state.error.message;
    case 'stale':
      return state.why;
    case 'building':
    case 'ready':
    case 'paused':
      return l10n.t(
        '{0}, {1} in the index',
        countOf(state.totals.files, 'file'),
        countOf(state.totals.chunks, 'chunk'),
      );
  }
}
