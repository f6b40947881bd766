import * as vscode from 'vscode';
import type { EntryState } from '../../common/inventory';

/** Of the rows of the tree alone: a colour given to a file itself would be seen in the Explorer too. */
const scheme = 'semantic-search-index';

const colors: Record<EntryState, string | undefined> = {
  indexed: undefined,
  waiting: undefined,
  skipped: 'disabledForeground',
  failed: 'list.errorForeground',
};

/** Where a theme has no red. */
const badges: Partial<Record<EntryState, string>> = { failed: '!' };

/** What a row stands for: its name chooses the icon, its state the colour. */
export function entryUri(uri: vscode.Uri, state: EntryState): vscode.Uri {
  // Git dims what it ignores by the path alone, also what is indexed all the same: so this is no path of a repository.
  const path = `/index${uri.path}`;
  // Not in the query: decorations are kept without it, and would be those of a former state.
  return uri.with({ scheme, authority: state, path, query: '', fragment: '' });
}

/** Dims what is skipped and reddens what failed. */
export function registerEntryDecorations(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: (uri) => {
      const color = uri.scheme === scheme ? colors[uri.authority as EntryState] : undefined;
      return color === undefined
        ? undefined
        : new vscode.FileDecoration(
            badges[uri.authority as EntryState],
            undefined,
            new vscode.ThemeColor(color),
          );
    },
  });
}
