import type { Logger } from './logger';
import { visibleText } from './text/visibleText';

/**
 * Escapes logged text from a workspace or a server, so that it cannot contain control sequences or start a line of
 * its own.
 */
export function visibleLogger(logger: Logger): Logger {
  const shown = (message: string): string =>
    message
      .split('\n')
      .map((line) => visibleText(line, '\t'))
      .join('\n    ');
  return {
    trace: (message) => {
      logger.trace(shown(message));
    },
    debug: (message) => {
      logger.debug(shown(message));
    },
    info: (message) => {
      logger.info(shown(message));
    },
    warn: (message) => {
      logger.warn(shown(message));
    },
    error: (message) => {
      logger.error(shown(message));
    },
  };
}
