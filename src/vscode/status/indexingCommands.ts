import * as vscode from 'vscode';
import { CancelledError, messageOf } from '../../common/errors';
import type { Logger } from '../../common/logger';
import { commands } from '../contributions';
import type { IndexingService } from '../services';

/** What the commands about indexing need. */
export interface IndexingCommandParts {
  readonly indexing: IndexingService;
  readonly logger: Logger;
  /** Brings the log to the front. */
  readonly showLog: () => void;
}

/** The commands that steer indexing. What comes of them is told by the state of the index, not by messages. */
export function registerIndexingCommands({
  indexing,
  logger,
  showLog,
}: IndexingCommandParts): vscode.Disposable {
  const register = (command: string, act: () => Promise<void> | void): vscode.Disposable =>
    vscode.commands.registerCommand(command, async () => {
      try {
        await act();
      } catch (error) {
        if (error instanceof CancelledError) return;
        logger.error(`${command} failed: ${messageOf(error)}`);
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
