import { setTimeout as sleep } from 'node:timers/promises';

/**
 * How long a process that was asked to end may finish what it does, milliseconds. Supervisors wait ten seconds or more. What
 * is not stored by then is computed again by the next run, as after a crash.
 */
const patienceMs = 5000;

/** How long a thread that has nothing to do may take to end, milliseconds. On a busy machine it takes a second. */
const threadPatienceMs = 20_000;

/**
 * Ends this process in five seconds if it has not ended by itself: a call to a file system that does not answer, such as a
 * stalled network drive or a pipe without a writer, never returns, and `process.exit` would wait for it.
 *
 * @param signal how it is ended; the process must not handle it
 */
export function endSoon(signal: NodeJS.Signals = 'SIGKILL'): void {
  setTimeout(() => process.kill(process.pid, signal), patienceMs).unref();
}

/** Whether a thread ends: false if it has not in twenty seconds, because a call to the file system does not return. */
export function hasEnded(ending: Promise<unknown>): Promise<boolean> {
  return Promise.race([ending.then(() => true), sleep(threadPatienceMs, false, { ref: false })]);
}
