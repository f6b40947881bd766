import * as vscode from 'vscode';
import type { MessageToView } from '../../common/viewProtocol';
import { commands, views } from '../contributions';
import { ResultsView, type ResultsViewParts } from './resultsView';

/** Registers the view of results in the side bar and the commands that work on it. */
export function registerResultsView(parts: ResultsViewParts): vscode.Disposable {
  const view = new ResultsView(parts);
  const register = (command: string, act: (...args: unknown[]) => Promise<void> | void): vscode.Disposable =>
    vscode.commands.registerCommand(command, act);
  const step = (direction: 1 | -1) => async (): Promise<void> => {
    view.tell({ type: 'step', direction });
    await view.show(true);
  };
  const tell = (message: MessageToView) => (): void => {
    view.tell(message);
  };
  return vscode.Disposable.from(
    view,
    vscode.window.registerWebviewViewProvider(views.results, view),
    // From a menu the first argument is something else than a query.
    register(commands.searchInView, async (query) => {
      view.tell(typeof query === 'string' ? { type: 'ask', text: query } : { type: 'focusQuery' });
      await view.show(false);
    }),
    register(commands.openNextResult, step(1)),
    register(commands.openPreviousResult, step(-1)),
    register(commands.collapseResults, tell({ type: 'collapseAll' })),
    register(commands.refreshResults, tell({ type: 'refresh' })),
    register(commands.clearResults, tell({ type: 'clear' })),
  );
}
