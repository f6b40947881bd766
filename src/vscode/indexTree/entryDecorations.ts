import * as vscode from 'vscode';
import type { EntryState } from '../../common/contracts/inventoryContract';

/** Used for rows of the tree only: a colour on the file URI itself would also appear in the Explorer. */
const scheme = 'semantic-search-index';

const colors: Record<EntryState, string | undefined> = {
  indexed: undefined,
  waiting: undefined,
  skipped: 'disabledForeground',
  failed: 'list.errorForeground',
};

/** For themes without a red colour. */
const badges: Partial<Record<EntryState, string>> = { failed: '!' };

/** Resource URI of a row: its name selects the icon, its state the colour. */
export function entryUri(uri: vscode.Uri, state: EntryState): vscode.Uri {
  // The path is not in a repository: Git dims ignored paths by path alone, even if they are indexed.
  const path = `/index${uri.path}`;
  // The state is in the authority: VS Code caches decorations without the query, so a state in the query would be stale.
  return uri.with({ scheme, authority: state, path, query: '', fragment: '' });
}

/** Colours skipped entries grey and failed entries red. */
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
