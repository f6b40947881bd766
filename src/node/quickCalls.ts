/** A call that takes longer is slow, milliseconds: the file is not in the memory of the system. */
const slowMs = 0.5;

/** Calls after a slow one that do not block the thread. */
const callsAfterSlow = 100;

/**
 * Chooses between the synchronous and the asynchronous form of calls to the file system. A synchronous call costs a third
 * of the processor time if the data is in memory, but on a slow disk or a network drive it blocks the thread: after a slow
 * call, the next hundred are asynchronous.
 */
export class QuickCalls {
  private asynchronous = 0;

  /** @param now in milliseconds; default: `performance.now` */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Rejects as the chosen form fails. */
  async run<T>(call: { readonly sync: () => T; readonly async: () => Promise<T> }): Promise<T> {
    if (this.asynchronous > 0) {
      this.asynchronous--;
      return call.async();
    }
    const began = this.now();
    try {
      return call.sync();
    } finally {
      if (this.now() - began > slowMs) this.asynchronous = callsAfterSlow;
    }
  }
}
