import { CancelledError, throwIfCancelled } from './errors/errors';

/** Runs one task at a time, in order of arrival. */
export class Mutex {
  private last: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.last.then(task, task);
    this.last = result;
    // A failure is reported only to the caller of this task.
    result.catch(() => undefined);
    return result;
  }
}

/**
 * Runs a task for each item, at most `limit` at once. After a failure no further task is started; the running ones
 * finish before the first failure is thrown.
 */
export async function forEachConcurrently<T>(
  items: readonly T[],
  limit: number,
  task: (item: T) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) {
      if (failures.length > 0) return;
      try {
        await task(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: limit }, lane));
  if (failures.length > 0) throw failures[0];
}

/** Runs a limited number of tasks at once, in order of arrival. */
export class Slots {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  /** @param count of tasks at once */
  constructor(count: number) {
    this.free = count;
  }

  /** Runs a task when there is a slot for it; the slot is held until the task ends. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }
}

/**
 * Waits for a promise until the signal is aborted; then nobody waits for it.
 *
 * @throws what the promise rejects with; CancelledError when the signal is aborted
 */
export async function untilAborted<T>(running: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  running.catch(() => undefined);
  if (!signal) return running;
  throwIfCancelled(signal);
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => {
      reject(new CancelledError());
    };
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([running, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
