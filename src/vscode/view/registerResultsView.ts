import * as vscode from 'vscode';
import { parseSearchRequest, searchText } from '../../common/searchRequest';
import { isRecord, isString } from '../../common/typeGuards';
import { isViewRequest } from '../../common/viewMessages';
import type { MessageToView, RowAct, ViewLayout, ViewRequest } from '../../common/viewProtocol';
import { commands, views } from '../contributions';
import type { ResultsLayout } from './resultsLayout';
import { ResultsView, type ResultsViewParts } from './resultsView';

/** Registers the results view in the side bar and its commands. */
export function registerResultsView(
  parts: ResultsViewParts & { readonly layout: ResultsLayout },
): vscode.Disposable {
  const view = new ResultsView(parts);
  const register = (command: string, act: (...args: unknown[]) => Promise<void> | void): vscode.Disposable =>
    vscode.commands.registerCommand(command, act);
  /** Shows the view first, since the page may not exist yet. Keeps the focus. */
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
    // Called from a menu, the first argument is not a query.
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
  // A string is not trimmed: a space after its last filter marks where the query goes.
  if (isViewRequest(wanted)) return wanted;
  const request = parseSearchRequest(wanted);
  return request && searchText(request);
}

/** Key of the row whose menu was opened. The page passes it in the context data that VS Code forwards. */
function rowKeyOf(context: unknown): string | undefined {
  return isRecord(context) && isString(context['key']) ? context['key'] : undefined;
}
