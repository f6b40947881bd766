/** Number of threads that are tracked. Node numbers the threads of a process from 1 and never reuses a number. */
const most = 65_536;

/**
 * Threads of this process that have ended, shared with all running threads: a lock that an ended thread left behind
 * is free. Thread numbers are never reused within a process.
 */
export class EndedThreads {
  private readonly words: Int32Array;

  /** @param memory the shared memory of an existing register; default: a new register */
  constructor(readonly memory = new SharedArrayBuffer(most / 8)) {
    this.words = new Int32Array(memory);
  }

  add(threadId: number): void {
    if (threadId < most) Atomics.or(this.words, threadId >>> 5, 1 << (threadId & 31));
  }

  has(threadId: number): boolean {
    return threadId < most && (Atomics.load(this.words, threadId >>> 5) & (1 << (threadId & 31))) !== 0;
  }
}
