import { CancelledError, throwIfCancelled } from '../../../common/errors';

/** Waits. @throws CancelledError when aborted meanwhile */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  throwIfCancelled(signal);
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    const abort = (): void => {
      clearTimeout(timer);
      reject(new CancelledError());
    };
    signal?.addEventListener('abort', abort, { once: true });
  });
}
