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
  const showAndSend = async (message: MessageToView, preserveFocus: boolean): Promise<void> => {
    await view.show(preserveFocus);
    view.send(message);
  };
  const sendShown = (message: MessageToView) => (): Promise<void> => showAndSend(message, true);
  const send = (message: MessageToView) => (): void => {
    view.send(message);
  };
  const sendForRow =
    (act: RowAct) =>
    (context: unknown): void => {
      view.send({ type: 'act', act, key: rowKeyOf(context) });
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
      return showAndSend(request === undefined ? { type: 'focusQuery' } : { type: 'ask', request }, false);
    }),
    registerCommand(commands.openNextResult, sendShown({ type: 'step', direction: 1 })),
    registerCommand(commands.openPreviousResult, sendShown({ type: 'step', direction: -1 })),
    registerCommand(commands.collapseResults, send({ type: 'collapseAll' })),
    registerCommand(commands.expandResults, send({ type: 'expandAll' })),
    registerCommand(commands.refreshResults, send({ type: 'refresh', byPerson: true })),
    registerCommand(commands.clearResults, send({ type: 'clear' })),
    registerCommand(commands.openResultsInEditor, sendShown({ type: 'exportAll', to: 'editor' })),
    registerCommand(commands.copyResults, sendShown({ type: 'exportAll', to: 'clipboard' })),
    registerCommand(commands.viewResultsAsList, layOut({ isList: true })),
    registerCommand(commands.viewResultsAsTree, layOut({ isList: false })),
    registerCommand(commands.viewResultsCompact, layOut({ isCompact: true })),
    registerCommand(commands.viewResultsWithCode, layOut({ isCompact: false })),
    registerCommand(commands.openResult, sendForRow('open')),
    registerCommand(commands.openResultToSide, sendForRow('openToSide')),
    registerCommand(commands.copyResult, sendForRow('copy')),
    registerCommand(commands.copyResultPath, sendForRow('copyPath')),
    registerCommand(commands.copyResultRelativePath, sendForRow('copyRelativePath')),
    registerCommand(commands.revealResultInExplorer, sendForRow('revealInExplorer')),
    registerCommand(commands.searchOnlyInFolder, sendForRow('onlyFolder')),
    registerCommand(commands.searchNotInFolder, sendForRow('notFolder')),
    registerCommand(commands.searchNotInFile, sendForRow('notFile')),
    registerCommand(commands.findSimilarToResult, sendForRow('findSimilar')),
    registerCommand(commands.pinResult, sendForRow('pin')),
    registerCommand(commands.unpinResult, sendForRow('unpin')),
    registerCommand(commands.dismissResult, sendForRow('dismiss')),
    registerCommand(commands.undoDismissResult, sendForRow('undoDismiss')),
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
