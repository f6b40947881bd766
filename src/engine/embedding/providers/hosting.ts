/** Request limits of a kind of service. */
interface Hosting {
  /** Timeout of one request, milliseconds. */
  readonly timeoutMs: number;
  /** Most requests in flight at a time. */
  readonly concurrency: number;
}

/** A cloud service: answers soon or not at all. */
export const cloud: Hosting = { timeoutMs: 60_000, concurrency: 8 };

/** A self-hosted server: it may have to load its model first, and has few cores. */
export const local: Hosting = { timeoutMs: 300_000, concurrency: 2 };
