import * as l10n from '@vscode/l10n';
import { CancelledError, errorDataOf } from '../common/errors/errors';
import type { Logger } from '../common/logger';
import { runCommand } from './commands';
import { commands } from './contributions';
import { showError } from './messages';

/** Runs a command of the user. An error is logged and shown, with a button that shows the log; a cancellation is not. */
export async function reportErrors(act: () => Promise<void>, logger: Logger): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof CancelledError) return;
    const { code, message, hint } = errorDataOf(error);
    logger.error(`${code}: ${message} ${hint}`);
    const showLog = l10n.t('Show Log');
    const firstLine = hint.split('\n', 1)[0] ?? '';
    void showError(`${message} ${firstLine}`.trim(), showLog).then((answer) => {
      if (answer === showLog) void runCommand(commands.showLog);
    });
  }
}
