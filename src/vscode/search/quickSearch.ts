import * as vscode from 'vscode';
import type { Logger } from '../../common/logger';
import { parseSearchRequest, searchText } from '../../common/searchRequest';
import { commands } from '../contributions';
import { searchEditorQuery } from '../links/textSearchQuery';
import type { IndexingService, SearchService } from '../services';
import type { QueryHistory } from './queryHistory';
import { QuickSearchSession } from './quickSearchSession';

/** Settings that the quick search follows. */
export interface QuickSearchSettings {
  /** Whether the focused result is shown in the editor. */
  readonly preview: boolean;
  /** Most results of one query. */
  readonly maxResults: number;
  /** Whether queries are sent over the network. */
  readonly isRemote: boolean;
}

/** What the quick search needs. */
export interface QuickSearchParts {
  readonly search: SearchService;
  readonly indexing: IndexingService;
  /** Asked each time it is opened. */
  readonly settings: () => QuickSearchSettings;
  /** The queries of this workspace, which the view shares. */
  readonly history: QueryHistory;
  /** What was asked last, for other searches to take over. */
  readonly asked: { note(text: string): void };
  readonly logger: Logger;
}

/** The search in the command palette's place, with results as a person types. Opened again, it has its last text. */
export function registerQuickSearch(parts: QuickSearchParts): vscode.Disposable {
  let session: QuickSearchSession | undefined;
  /** What stood in the box when it was closed last. */
  let lastText = '';
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.search, (wanted?: unknown) => {
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
    vscode.commands.registerCommand(commands.openToSide, () => session?.accept('toSide')),
    vscode.commands.registerCommand(commands.openInBackground, () => session?.accept('background')),
    vscode.commands.registerCommand(commands.backToResults, () => session?.backToResults()),
    { dispose: () => session?.dispose() },
  );
}

/** More lines are no head of a search editor. */
const searchEditorHead = 6;

/** What is selected in the active editor, where it lies within one line, or what a search editor was asked; else ''. */
function selectedText(): string {
  const { document, selection } = vscode.window.activeTextEditor ?? {};
  if (!document || !selection?.isSingleLine) return '';
  const selected = document.getText(selection).trim();
  if (selected !== '' || document.languageId !== 'search-result') return selected;
  const head = document.getText(new vscode.Range(0, 0, searchEditorHead, 0));
  return searchEditorQuery(head.split(/\r?\n/));
}
