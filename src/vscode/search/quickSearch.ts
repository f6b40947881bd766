import * as vscode from 'vscode';
import type { Logger } from '../../common/logger';
import { parseSearchRequest, searchText } from '../../common/searchRequest';
import { registerCommand } from '../commands';
import { commands } from '../contributions';
import { searchEditorQuery } from '../links/textSearchQuery';
import type { EngineCaller, IndexingService, SearchService } from '../services';
import type { QueryHistoryStore } from './queryHistoryStore';
import { QuickSearchSession } from './quickSearchSession';

/** Settings of the quick search. */
export interface QuickSearchSettings {
  /** Whether the focused result is shown in the editor. */
  readonly preview: boolean;
  /** Maximum number of results of one query. */
  readonly maxResults: number;
}

/** Dependencies of the quick search. */
export interface QuickSearchParts {
  readonly search: SearchService;
  readonly engine: EngineCaller;
  readonly indexing: IndexingService;
  /** Read each time the quick search is opened. */
  readonly settings: () => QuickSearchSettings;
  /** Host that queries are sent to; undefined when they stay on this machine. Asked each time the quick search is opened. */
  readonly host: () => string | undefined;
  /** Query history of the workspace, shared with the view. */
  readonly history: QueryHistoryStore;
  /** Stores the last query, so that other searches can reuse it. */
  readonly asked: { note(text: string): void };
  readonly logger: Logger;
}

/** Registers the quick search: a quick pick that shows results while the user types. Reopened, it starts with its last text. */
export function registerQuickSearch(parts: QuickSearchParts): vscode.Disposable {
  let session: QuickSearchSession | undefined;
  /** Text in the input box when it was last closed. */
  let lastText = '';
  return vscode.Disposable.from(
    registerCommand(commands.search, (wanted?: unknown) => {
      const request = parseSearchRequest(wanted);
      const query = request ? searchText(request) : selectedText();
      if (session) {
        if (query !== '') session.ask(query);
        return;
      }
      session = new QuickSearchSession(parts, (text) => {
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
