import type { Logger } from './logger';
import { visibleText } from './visibleText';

/** Writes a log on so that what a workspace or a server says in it can neither act nor begin a line of its own. */
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
