import { CancelledError, throwIfCancelled } from '../../../common/errors/errors';
import { timerDelay } from '../../../common/timers';

/**
 * Waits.
 *
 * @param waits if the wait can be ended early: contains the function that ends it during the wait
 * @throws CancelledError when aborted meanwhile
 */
export function pause(ms: number, signal?: AbortSignal, waits?: Set<() => void>): Promise<void> {
  throwIfCancelled(signal);
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      waits?.delete(finish);
      settle();
    };
    const finish = (): void => {
      end(resolve);
    };
    const abort = (): void => {
      end(() => {
        reject(new CancelledError());
      });
    };
    const timer = setTimeout(finish, timerDelay(ms));
    signal?.addEventListener('abort', abort, { once: true });
    waits?.add(finish);
  });
}
