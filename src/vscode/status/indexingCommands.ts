import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { formatCount } from '../../common/text/countText';
import { CancelledError } from '../../common/errors/errors';
import type { IndexState } from '../../common/contracts/indexState';
import { registerCommand } from '../commands';
import { commands } from '../contributions';
import type { IndexingService } from '../services';

/** Dependencies of the indexing commands. */
export interface IndexingCommandParts {
  readonly indexing: IndexingService;
  /** Shows the log. */
  readonly showLog: () => void;
}

/** Registers the commands that control indexing. Their results are shown by the index state, not by messages. */
export function registerIndexingCommands({ indexing, showLog }: IndexingCommandParts): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(commands.pauseIndexing, () => untilCancelled(indexing.each((one) => one.pause()))),
    registerCommand(commands.resumeIndexing, () => untilCancelled(indexing.each((one) => one.resume()))),
    registerCommand(commands.cancelIndexing, () => cancel(indexing)),
    registerCommand(commands.updateIndex, () => untilCancelled(indexing.each((one) => one.update()))),
    registerCommand(commands.rebuildIndex, () => untilCancelled(rebuild(indexing))),
    registerCommand(commands.showLog, showLog),
  );
}

async function untilCancelled(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
  }
}

function cancel(indexing: IndexingService): Promise<void> {
  return indexing.each((one) => {
    one.cancel();
  });
}

/** An index that is being built to replace the current one is new already, so it is only brought up to date. */
async function rebuild(indexing: IndexingService): Promise<void> {
  await indexing.each((one, answers) => (answers ? one.rebuild() : one.update()));
  showRebuild(indexing);
}

/** Shows the progress of a rebuild until it ends. After a cancellation the existing index stays. */
function showRebuild(indexing: IndexingService): void {
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
          void cancel(indexing);
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
