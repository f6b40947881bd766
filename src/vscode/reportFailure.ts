import * as l10n from '@vscode/l10n';
import { errorDataOf } from '../common/errors/errors';
import type { Logger } from '../common/logger';
import { showError } from './messages';

/** How a failed activation is reported. */
export interface FailureReport {
  readonly logger: Pick<Logger, 'error'>;
  /** Shows the log. Works although no command is registered. */
  readonly showLog: () => void;
}

/**
 * Runs the activation of the extension. If it fails, logs the error with its stack, shows it once, and throws it again: VS Code
 * then knows that the extension is not active, and logs the error too, but shows nothing.
 */
export function reportFailure<T>(activate: () => T, { logger, showLog }: FailureReport): T {
  try {
    return activate();
  } catch (error) {
    const { code, message } = errorDataOf(error);
    const stack = error instanceof Error ? error.stack : undefined;
    logger.error(`${code}: The activation failed: ${stack ?? message}`);
    const action = l10n.t('Show Log');
    void showError(l10n.t('Semantic Search could not start: {0}', message), action).then((chosen) => {
      if (chosen === action) showLog();
    });
    throw error;
  }
}
