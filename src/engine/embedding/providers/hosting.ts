/** How requests to a service are made. */
interface Hosting {
  /** How long one request may take, milliseconds. */
  readonly timeoutMs: number;
  /** Most requests under way at a time. */
  readonly concurrency: number;
}

/** A service in a data centre: answers soon or not at all. */
export const cloud: Hosting = { timeoutMs: 60_000, concurrency: 8 };

/** A server of one's own: it may load its model first, and has few cores. */
export const local: Hosting = { timeoutMs: 300_000, concurrency: 2 };
