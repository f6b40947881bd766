import { onTestFinished } from 'vitest';
import type { HttpRequest, HttpTransport } from '../../../src/engine/embedding/remote/httpTransport';
import { createTransport, type TransportOptions } from '../../../src/node/http/undiciTransport';

/** A transport for one test, closed at its end. The environment is empty by default. */
export async function openTransport(
  origin: string,
  options: Partial<TransportOptions> = {},
): Promise<HttpTransport> {
  const transport = await createTransport(origin, { connections: 2, env: {}, ...options });
  onTestFinished(() => transport.close());
  return transport;
}

/** A request as an embedding provider sends it. */
export function post(origin: string, changes: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'POST',
    url: `${origin}/v1/embeddings`,
    headers: { 'content-type': 'application/json', authorization: 'Bearer key-of-a-person' },
    body: '{"input":["text"]}',
    timeoutMs: 30_000,
    ...changes,
  };
}

/** Closes a server at the end of the test. */
export async function forThisTest<T extends { close(): Promise<void> }>(started: Promise<T>): Promise<T> {
  const server = await started;
  onTestFinished(() => server.close());
  return server;
}
