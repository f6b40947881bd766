import * as vscode from 'vscode';
import { parseSearchRequest, searchText } from '../../common/query/searchRequest';
import { registerCommand } from '../commands';
import { commands } from '../contributions';
import { searchEditorQuery } from '../links/textSearchQuery';
import type { QuickSearchParts } from './quickSearchParts';
import type { QuickSearchSession } from './quickSearchSession';
import { QuickSearchSources } from './quickSearchSources';

/** Registers the quick search: a quick pick that shows results while the user types. Reopened, it starts with its last text. */
export function registerQuickSearch(parts: QuickSearchParts): vscode.Disposable {
  const sources = new QuickSearchSources(parts.engine);
  let session: QuickSearchSession | undefined;
  /** Text in the input box when it was last closed. */
  let lastText = '';
  return vscode.Disposable.from(
    registerCommand(commands.search, async (wanted?: unknown) => {
      const request = parseSearchRequest(wanted);
      const query = request ? searchText(request) : selectedText();
      const { QuickSearchSession } = await import('../onFirstUse');
      if (session) {
        if (query !== '') session.ask(query);
        return;
      }
      session = new QuickSearchSession(parts, sources, (text) => {
        session = undefined;
        lastText = text;
      });
      session.open(query === '' && !request ? lastText : query);
    }),
    registerCommand(commands.openToSide, () => session?.accept('toSide')),
    registerCommand(commands.openInBackground, () => session?.accept('background')),
    registerCommand(commands.backToResults, () => session?.backToResults()),
    { dispose: () => session?.dispose() },
  );
}

/** Maximum number of header lines of a search editor. */
const searchEditorHead = 6;

/** The selected text of the active editor if it is within one line, or the query of a search editor; else ''. */
function selectedText(): string {
  const { document, selection } = vscode.window.activeTextEditor ?? {};
  if (!document || !selection?.isSingleLine) return '';
  const selected = document.getText(selection).trim();
  if (selected !== '' || document.languageId !== 'search-result') return selected;
  const head = document.getText(new vscode.Range(0, 0, searchEditorHead, 0));
  return searchEditorQuery(head.split(/\r?\n/));
}
