import type { buildConnector, Client, Pool } from 'undici';

/** What is used of undici. */
export interface Undici {
  readonly Pool: typeof Pool;
  readonly Client: typeof Client;
  readonly buildConnector: typeof buildConnector;
}

/**
 * Loads undici, when a transport is first asked for: who stays with the built-in model does not pay for it. The parts are
 * named by file, because the entry point brings fetch, WebSockets and caches along: twice the code in the bundle, and
 * more than twice the time to load.
 */
export async function loadUndici(): Promise<Undici> {
  const [pool, client, connect] = await Promise.all([
    import('undici/lib/dispatcher/pool.js'),
    import('undici/lib/dispatcher/client.js'),
    import('undici/lib/core/connect.js'),
  ]);
  return { Pool: pool.default, Client: client.default, buildConnector: connect.default };
}
