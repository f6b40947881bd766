/** Numbers of threads are given once in a process, and from 1 on: so many are told of. */
const most = 65_536;

/**
 * Threads of this process that have ended, shared with all that run: a lock that one of them left is free. Numbers of threads
 * are never given twice within a process.
 */
export class EndedThreads {
  private readonly words: Int32Array;

  /** @param memory that of the register that is shared; default: a new one */
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
