import type { WorkQueue } from './workQueue';

/** The queue of the run that is in progress; outlives the runs. */
export class CurrentWork {
  private queue: WorkQueue | undefined;
  private isBlocked = false;
  private waiting: ((queue: WorkQueue | undefined) => void)[] = [];

  /** A run knows its files. */
  begin(queue: WorkQueue): void {
    this.queue = queue;
    this.isBlocked = false;
    this.resolveWaiting(queue);
  }

  /** The run waits for another process that writes the index. */
  block(): void {
    this.isBlocked = true;
    this.resolveWaiting(undefined);
  }

  /** The run has ended. */
  end(): void {
    this.queue?.end();
    this.queue = undefined;
    this.isBlocked = false;
  }

  /** The queue of this run, or of the next one; undefined if it waits for another process. */
  known(): Promise<WorkQueue | undefined> {
    if (this.queue || this.isBlocked) return Promise.resolve(this.queue);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private resolveWaiting(queue: WorkQueue | undefined): void {
    for (const resolve of this.waiting.splice(0)) resolve(queue);
  }
}
