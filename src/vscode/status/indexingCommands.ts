import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { formatCount } from '../../common/countText';
import { CancelledError } from '../../common/errors';
import type { IndexState } from '../../common/indexState';
import { commands } from '../contributions';
import type { IndexingService, InventoryService } from '../services';

/** Dependencies of the indexing commands. */
export interface IndexingCommandParts {
  readonly indexing: IndexingService & Pick<InventoryService, 'settled'>;
  /** Shows the log. */
  readonly showLog: () => void;
}

/** Registers the commands that control indexing. Their results are shown by the index state, not by messages. */
export function registerIndexingCommands({ indexing, showLog }: IndexingCommandParts): vscode.Disposable {
  const register = (command: string, act: () => Promise<void> | void): vscode.Disposable =>
    vscode.commands.registerCommand(command, async () => {
      try {
        await act();
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
      }
    });
  return vscode.Disposable.from(
    register(commands.pauseIndexing, () => indexing.pause()),
    register(commands.resumeIndexing, () => indexing.resume()),
    register(commands.cancelIndexing, () => {
      indexing.cancel();
    }),
    register(commands.updateIndex, () => indexing.update()),
    register(commands.rebuildIndex, async () => {
      await indexing.rebuild();
      showRebuild(indexing);
    }),
    register(commands.showLog, showLog),
  );
}

/** Shows the progress of a rebuild until it ends. After a cancellation the existing index stays. */
function showRebuild(indexing: IndexingCommandParts['indexing']): void {
  const { Notification } = vscode.ProgressLocation;
  const title = l10n.t('Rebuilding the index');
  void vscode.window.withProgress(
    { location: Notification, title, cancellable: true },
    async (progress, token) => {
      let shown = 0;
      const follow = (state: IndexState): void => {
        if (state.kind !== 'building' || state.total === 0) return;
        const percent = Math.min(100, (state.done / state.total) * 100);
        const message =
          state.total === 1
            ? l10n.t('{0} of 1 file', formatCount(state.done))
            : l10n.t('{0} of {1} files', formatCount(state.done), formatCount(state.total));
        progress.report({ message, increment: Math.max(0, percent - shown) });
        shown = Math.max(shown, percent);
      };
      const following = vscode.Disposable.from(
        indexing.onDidChangeState(follow),
        token.onCancellationRequested(() => {
          indexing.cancel();
        }),
      );
      try {
        // A pause also ends it; the rest then waits for a resume.
        await indexing.settled();
      } finally {
        following.dispose();
      }
    },
  );
}
