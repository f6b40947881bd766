import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { writeFilterWord, type FilterName } from '../../common/query/queryFilters';
import type { PlainCommandId } from '../commands';
import { commands } from '../contributions';
import type { LocatedResult } from '../services';
import { labelText } from '../labelText';
import { meaningOf } from './quickSearchFilters';
import type { Note, NoteAction } from './quickSearchNotes';
import type { Completion } from './quickSearchTyped';
import { resultText } from './resultText';

/** An entry of the quick search; a separator has no action. */
export interface QuickSearchItem extends vscode.QuickPickItem {
  readonly action?: QuickSearchAction;
}

/** Action of an entry. */
export type QuickSearchAction =
  | { readonly type: 'open'; readonly result: LocatedResult }
  | { readonly type: 'ask'; readonly query: string }
  /** Puts a text into the input box for further editing. */
  | { readonly type: 'complete'; readonly text: string }
  | { readonly type: 'showView' }
  | { readonly type: 'run'; readonly command: PlainCommandId }
  | { readonly type: 'none' };

/** Buttons of one quick search. VS Code identifies a pressed button by its object. */
export function createButtons() {
  const button = (icon: string, tooltip: string): vscode.QuickInputButton => ({
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
  });
  return {
    showInView: button('list-tree', l10n.t('Show All in the Side Bar View')),
    clearHistory: button('clear-all', l10n.t('Clear Recent Searches')),
    openToSide: button('split-horizontal', l10n.t('Open to the Side')),
    copyPath: button('copy', l10n.t('Copy Path')),
    showSiblings: button('versions', l10n.t('Show Copies and Translations')),
    back: vscode.QuickInputButtons.Back,
    forget: button('close', l10n.t('Remove from Recent Searches')),
  } as const;
}

/** The buttons of the palette and of its rows. */
export type QuickSearchButtons = ReturnType<typeof createButtons>;

/** A result, which Enter opens. */
export function resultItem(
  result: LocatedResult,
  { copyPath, openToSide, showSiblings }: QuickSearchButtons,
): QuickSearchItem {
  const hasManyFolders = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
  return {
    ...resultText(result, hasManyFolders ? result.workspaceFolder.name : undefined),
    alwaysShow: true,
    buttons: [...(result.siblings?.length ? [showSiblings] : []), copyPath, openToSide],
    action: { type: 'open', result },
  };
}

/** A note above the results, with what Enter does. */
export function noteItem({ icon, text, detail, action }: Note): QuickSearchItem {
  return {
    label: `$(${icon}) ${labelText(text)}`,
    detail: labelText(detail),
    alwaysShow: true,
    action: typeof action === 'object' ? { type: 'ask', query: action.query } : noteActions[action ?? 'none'],
  };
}

const noteActions: Record<Extract<NoteAction, string> | 'none', QuickSearchAction> = {
  openFolder: { type: 'run', command: 'vscode.openFolder' },
  showLog: { type: 'run', command: commands.showLog },
  showStatus: { type: 'run', command: commands.showStatus },
  showView: { type: 'showView' },
  chooseProvider: { type: 'run', command: commands.chooseProvider },
  none: { type: 'none' },
};

/** A separator line with a label for the items below it. */
export function separator(label: string): QuickSearchItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** A heading and its items; nothing if there are no items. */
export function group(heading: string, items: readonly QuickSearchItem[]): QuickSearchItem[] {
  if (items.length === 0) return [];
  return [separator(heading), ...items];
}

/** An earlier query, which Enter asks again. */
export function historyItem(query: string, { forget }: QuickSearchButtons): QuickSearchItem {
  return {
    label: `$(history) ${labelText(query)}`,
    alwaysShow: true,
    buttons: [forget],
    action: { type: 'ask', query },
  };
}

/** Offers a filter and starts it in the input box. */
export function filterItem(name: FilterName): QuickSearchItem {
  const text = writeFilterWord(name, '');
  return {
    label: `$(filter) ${text}`,
    description: meaningOf(name),
    alwaysShow: true,
    action: { type: 'complete', text },
  };
}

/** A value of the filter that is being typed. */
export function completionItem({ word, meaning, text }: Completion): QuickSearchItem {
  return {
    label: `$(filter) ${labelText(word)}`,
    description: labelText(meaning),
    alwaysShow: true,
    action: { type: 'complete', text },
  };
}
