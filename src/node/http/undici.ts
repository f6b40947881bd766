import type { buildConnector, Client, Pool } from 'undici';

/** The parts of undici that are used. */
export interface Undici {
  readonly Pool: typeof Pool;
  readonly Client: typeof Client;
  readonly buildConnector: typeof buildConnector;
}

/** Loads undici when a transport is first needed, so that users of the built-in model do not pay for it. */
export async function loadUndici(): Promise<Undici> {
  return import('./undiciParts');
}
