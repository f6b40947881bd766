import * as vscode from 'vscode';
import { parseSearchRequest, searchText } from '../../common/query/searchRequest';
import { isRecord, isString } from '../../common/typeGuards';
import { isViewRequest } from '../../common/view/viewMessages';
import type { MessageToView, RowAct, ViewLayout, ViewRequest } from '../../common/view/viewProtocol';
import { registerCommand } from '../commands';
import { commands, views } from '../contributions';
import type { ResultsLayout } from './resultsLayout';
import { ResultsView, type ResultsViewParts } from './resultsView';

/** Registers the results view in the side bar and its commands. */
export function registerResultsView(
  parts: ResultsViewParts & { readonly layout: ResultsLayout },
): vscode.Disposable {
  const view = new ResultsView(parts);
  /** Shows the view first, since the page may not exist yet. */
  const tellWhenShown = async (message: MessageToView, preserveFocus: boolean): Promise<void> => {
    await view.show(preserveFocus);
    view.tell(message);
  };
  const tellShown = (message: MessageToView) => (): Promise<void> => tellWhenShown(message, true);
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
    registerCommand(commands.searchInView, (wanted) => {
      const request = viewRequestOf(wanted);
      return tellWhenShown(request === undefined ? { type: 'focusQuery' } : { type: 'ask', request }, false);
    }),
    registerCommand(commands.openNextResult, tellShown({ type: 'step', direction: 1 })),
    registerCommand(commands.openPreviousResult, tellShown({ type: 'step', direction: -1 })),
    registerCommand(commands.collapseResults, tell({ type: 'collapseAll' })),
    registerCommand(commands.expandResults, tell({ type: 'expandAll' })),
    registerCommand(commands.refreshResults, tell({ type: 'refresh', byPerson: true })),
    registerCommand(commands.clearResults, tell({ type: 'clear' })),
    registerCommand(commands.openResultsInEditor, tellShown({ type: 'exportAll', to: 'editor' })),
    registerCommand(commands.copyResults, tellShown({ type: 'exportAll', to: 'clipboard' })),
    registerCommand(commands.viewResultsAsList, layOut({ isList: true })),
    registerCommand(commands.viewResultsAsTree, layOut({ isList: false })),
    registerCommand(commands.viewResultsCompact, layOut({ isCompact: true })),
    registerCommand(commands.viewResultsWithCode, layOut({ isCompact: false })),
    registerCommand(commands.openResult, tellOfRow('open')),
    registerCommand(commands.openResultToSide, tellOfRow('openToSide')),
    registerCommand(commands.copyResult, tellOfRow('copy')),
    registerCommand(commands.copyResultPath, tellOfRow('copyPath')),
    registerCommand(commands.copyResultRelativePath, tellOfRow('copyRelativePath')),
    registerCommand(commands.revealResultInExplorer, tellOfRow('revealInExplorer')),
    registerCommand(commands.searchOnlyInFolder, tellOfRow('onlyFolder')),
    registerCommand(commands.searchNotInFolder, tellOfRow('notFolder')),
    registerCommand(commands.searchNotInFile, tellOfRow('notFile')),
    registerCommand(commands.findSimilarToResult, tellOfRow('findSimilar')),
    registerCommand(commands.pinResult, tellOfRow('pin')),
    registerCommand(commands.unpinResult, tellOfRow('unpin')),
    registerCommand(commands.dismissResult, tellOfRow('dismiss')),
    registerCommand(commands.undoDismissResult, tellOfRow('undoDismiss')),
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
