import * as vscode from 'vscode';
import { CancelledError } from '../../common/errors';
import { commands } from '../contributions';
import type { IndexingService } from '../services';

/** What the commands about indexing need. */
export interface IndexingCommandParts {
  readonly indexing: IndexingService;
  /** Brings the log to the front. */
  readonly showLog: () => void;
}

/** The commands that steer indexing. What comes of them is told by the state of the index, not by messages. */
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
    register(commands.rebuildIndex, () => indexing.rebuild()),
    register(commands.showLog, showLog),
  );
}
