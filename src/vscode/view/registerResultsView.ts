import * as vscode from 'vscode';
import { parseSearchRequest, searchText } from '../../common/searchRequest';
import { isRecord, isString } from '../../common/typeGuards';
import { isViewRequest } from '../../common/viewMessages';
import type { MessageToView, RowAct, ViewLayout, ViewRequest } from '../../common/viewProtocol';
import { commands, views } from '../contributions';
import type { ResultsLayout } from './resultsLayout';
import { ResultsView, type ResultsViewParts } from './resultsView';

/** Registers the view of results in the side bar and the commands that work on it. */
export function registerResultsView(
  parts: ResultsViewParts & { readonly layout: ResultsLayout },
): vscode.Disposable {
  const view = new ResultsView(parts);
  const register = (command: string, act: (...args: unknown[]) => Promise<void> | void): vscode.Disposable =>
    vscode.commands.registerCommand(command, act);
  /** The page may not be there yet: it is brought up, and the keyboard stays where it is. */
  const tellShown = (message: MessageToView) => async (): Promise<void> => {
    view.tell(message);
    await view.show(true);
  };
  const tell = (message: MessageToView) => (): void => {
    view.tell(message);
  };
  const tellOfRow =
    (act: RowAct) =>
    (context: unknown): void => {
      view.tell({ type: 'act', act, key: rowKeyOf(context) });
    };
  const layOut = (change: Partial<ViewLayout>) => async (): Promise<void> => {
    await parts.layout.change(change);
    view.layoutChanged();
  };
  return vscode.Disposable.from(
    view,
    vscode.window.registerWebviewViewProvider(views.results, view),
    // From a menu the first argument is something else than a query.
    register(commands.searchInView, async (wanted) => {
      const request = viewRequestOf(wanted);
      view.tell(request === undefined ? { type: 'focusQuery' } : { type: 'ask', request });
      await view.show(false);
    }),
    register(commands.openNextResult, tellShown({ type: 'step', direction: 1 })),
    register(commands.openPreviousResult, tellShown({ type: 'step', direction: -1 })),
    register(commands.collapseResults, tell({ type: 'collapseAll' })),
    register(commands.expandResults, tell({ type: 'expandAll' })),
    register(commands.refreshResults, tell({ type: 'refresh', byPerson: true })),
    register(commands.clearResults, tell({ type: 'clear' })),
    register(commands.openResultsInEditor, tellShown({ type: 'exportAll', to: 'editor' })),
    register(commands.copyResults, tellShown({ type: 'exportAll', to: 'clipboard' })),
    register(commands.viewResultsAsList, layOut({ isList: true })),
    register(commands.viewResultsAsTree, layOut({ isList: false })),
    register(commands.viewResultsCompact, layOut({ isCompact: true })),
    register(commands.viewResultsWithCode, layOut({ isCompact: false })),
    register(commands.openResult, tellOfRow('open')),
    register(commands.openResultToSide, tellOfRow('openToSide')),
    register(commands.copyResult, tellOfRow('copy')),
    register(commands.copyResultPath, tellOfRow('copyPath')),
    register(commands.copyResultRelativePath, tellOfRow('copyRelativePath')),
    register(commands.revealResultInExplorer, tellOfRow('revealInExplorer')),
    register(commands.searchOnlyInFolder, tellOfRow('onlyFolder')),
    register(commands.searchNotInFolder, tellOfRow('notFolder')),
    register(commands.searchNotInFile, tellOfRow('notFile')),
    register(commands.findSimilarToResult, tellOfRow('findSimilar')),
    register(commands.pinResult, tellOfRow('pin')),
    register(commands.unpinResult, tellOfRow('unpin')),
    register(commands.dismissResult, tellOfRow('dismiss')),
    register(commands.undoDismissResult, tellOfRow('undoDismiss')),
  );
}

function viewRequestOf(wanted: unknown): ViewRequest | undefined {
  // A text stays as it is: a space behind its last filter is where the question goes.
  if (isViewRequest(wanted)) return wanted;
  const request = parseSearchRequest(wanted);
  return request && searchText(request);
}

/** Which row a menu was opened on: the page says so in what VS Code hands on. */
function rowKeyOf(context: unknown): string | undefined {
  return isRecord(context) && isString(context['key']) ? context['key'] : undefined;
}
