import * as vscode from 'vscode';
import { isRecord, isString } from '../../common/typeGuards';
import { isViewRequest } from '../../common/viewMessages';
import type { MessageToView, RowAct } from '../../common/viewProtocol';
import { commands, views } from '../contributions';
import { ResultsView, type ResultsViewParts } from './resultsView';

/** Registers the view of results in the side bar and the commands that work on it. */
export function registerResultsView(parts: ResultsViewParts): vscode.Disposable {
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
  return vscode.Disposable.from(
    view,
    vscode.window.registerWebviewViewProvider(views.results, view),
    // From a menu the first argument is something else than a query.
    register(commands.searchInView, async (request) => {
      view.tell(isViewRequest(request) ? { type: 'ask', request } : { type: 'focusQuery' });
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
    register(commands.openResultToSide, tellOfRow('openToSide')),
    register(commands.copyResult, tellOfRow('copy')),
    register(commands.copyResultPath, tellOfRow('copyPath')),
    register(commands.findSimilarToResult, tellOfRow('findSimilar')),
    register(commands.pinResult, tellOfRow('pin')),
    register(commands.unpinResult, tellOfRow('unpin')),
    register(commands.dismissResult, tellOfRow('dismiss')),
  );
}

/** Which row a menu was opened on: the page says so in what VS Code hands on. */
function rowKeyOf(context: unknown): string | undefined {
  return isRecord(context) && isString(context['key']) ? context['key'] : undefined;
}
