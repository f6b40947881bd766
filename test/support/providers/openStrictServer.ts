import { onTestFinished } from 'vitest';
import type { Dialect } from './dialect';
import { startStrictServer, type StrictServer, type StrictServerOptions } from './strictServer';

/** A strict server for one test. */
export async function openStrictServer(
  dialect: Dialect,
  options?: StrictServerOptions,
): Promise<StrictServer> {
  const server = await startStrictServer(dialect, options);
  onTestFinished(() => server.close());
  return server;
}
