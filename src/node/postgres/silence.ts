import type { Socket } from 'node:net';
import * as l10n from '@vscode/l10n';

/** How often a connection is looked at, milliseconds, at most. */
const lookMs = 250;

/** The server has sent nothing for too long. */
class SilenceError extends Error {
  /** The code of a timeout of the system: the connection counts as lost. */
  readonly code = 'ETIMEDOUT';
}

/**
 * Waits for an answer that comes over a connection, and ends the connection if nothing at all comes for too long. A long answer
 * may take any time while it comes.
 *
 * @param limitMs longest silence, milliseconds
 * @returns the answer, and the longest silence before it, milliseconds
 */
export async function withinSilence<T>(
  socket: Socket,
  limitMs: number,
  answer: () => Promise<T>,
): Promise<{ readonly answer: T; readonly silentMs: number }> {
  const everyMs = Math.min(lookMs, limitMs / 4);
  let [read, lookedAtMs, sinceMs, silentMs] = [socket.bytesRead, performance.now(), 0, 0];
  const look = (): void => {
    const nowMs = performance.now();
    // While this thread is busy, or the machine sleeps, an answer may have come that was not read.
    sinceMs += Math.min(nowMs - lookedAtMs, 2 * everyMs);
    silentMs = Math.max(silentMs, sinceMs);
    lookedAtMs = nowMs;
    if (socket.bytesRead !== read) [read, sinceMs] = [socket.bytesRead, 0];
    else if (sinceMs >= limitMs)
      socket.destroy(new SilenceError(l10n.t('no response for {0} seconds', Math.ceil(limitMs / 1000))));
  };
  const timer = setInterval(look, everyMs);
  try {
    return { answer: await answer(), silentMs };
  } finally {
    clearInterval(timer);
  }
}
