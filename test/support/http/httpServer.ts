import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { ServerIdentity } from './certificates';
import { listen, type TestServer } from './connections';

/** Starts a correct HTTP server; with an identity it uses TLS. */
export function startHttpServer(answer: RequestListener, identity?: ServerIdentity): Promise<TestServer> {
  return identity
    ? listen(createSecureServer({ ...identity }, answer), 'https')
    : listen(createServer(answer));
}
