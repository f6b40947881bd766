import type { buildConnector, Client, Pool } from 'undici';

/** The parts of undici that are used. */
export interface Undici {
  readonly Pool: typeof Pool;
  readonly Client: typeof Client;
  readonly buildConnector: typeof buildConnector;
}

/**
 * Loads undici when a transport is first needed, so that users of the built-in model do not pay for it. The parts are
 * imported by file, because the entry point includes fetch, WebSockets and caches: twice the code in the bundle, and
 * more than twice the load time.
 */
export async function loadUndici(): Promise<Undici> {
  const [pool, client, connect] = await Promise.all([
    import('undici/lib/dispatcher/pool.js'),
    import('undici/lib/dispatcher/client.js'),
    import('undici/lib/core/connect.js'),
  ]);
  return { Pool: pool.default, Client: client.default, buildConnector: connect.default };
}
