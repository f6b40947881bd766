import * as vscode from 'vscode';
import { commands } from '../contributions';
import type { LocatedResult } from '../services';
import { escapeIcons } from './escapeIcons';
import type { Note } from './quickSearchNotes';
import { resultText } from './resultText';

/** An entry of the quick search; a separator has no action. */
export interface QuickSearchItem extends vscode.QuickPickItem {
  readonly action?: QuickSearchAction;
}

/** What an entry is for. */
export type QuickSearchAction =
  | { readonly type: 'open'; readonly result: LocatedResult }
  | { readonly type: 'ask'; readonly query: string }
  | { readonly type: 'showView' }
  | { readonly type: 'run'; readonly command: string };

export const openToSideButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('split-horizontal'),
  tooltip: 'Open to the Side',
};
export const showInViewButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('list-tree'),
  tooltip: 'Show All in the Side Bar View',
};
export const forgetButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('close'),
  tooltip: 'Remove from Recent Searches',
};

export function resultItem(result: LocatedResult): QuickSearchItem {
  const hasManyFolders = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
  return {
    ...resultText(result, hasManyFolders ? result.workspaceFolder.name : undefined),
    alwaysShow: true,
    buttons: [openToSideButton],
    action: { type: 'open', result },
  };
}

export function noteItem({ icon, text, detail, action }: Note): QuickSearchItem {
  return {
    label: `$(${icon}) ${escapeIcons(text)}`,
    detail: escapeIcons(detail),
    alwaysShow: true,
    action: noteActions[action],
  };
}

const noteActions: Record<Note['action'], QuickSearchAction> = {
  openFolder: { type: 'run', command: 'vscode.openFolder' },
  showLog: { type: 'run', command: commands.showLog },
  showStatus: { type: 'run', command: commands.showStatus },
  showView: { type: 'showView' },
};

/** Earlier queries, below a heading; none where there are none. */
export function historyItems(queries: readonly string[]): QuickSearchItem[] {
  if (queries.length === 0) return [];
  return [
    { label: 'recent searches', kind: vscode.QuickPickItemKind.Separator },
    ...queries.map((query) => ({
      label: `$(history) ${escapeIcons(query)}`,
      alwaysShow: true,
      buttons: [forgetButton],
      action: { type: 'ask', query } as const,
    })),
  ];
}
