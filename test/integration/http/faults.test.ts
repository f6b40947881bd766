import { createServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { TransportError, type TransportFailure } from '../../../src/engine/embedding/remote/httpTransport';
import { deadPort } from '../../support/http/connections';
import { faults, startFaultyServer, type Behaviour } from '../../support/http/faultyServer';
import { startHttpServer } from '../../support/http/httpServer';
import { forThisTest, openTransport, post } from '../../support/http/openTransport';

/** The error of a request to a server with this behaviour. */
async function failureWith(
  behaviour: Behaviour,
  { timeoutMs = 30_000, maxBytes = 1e6 } = {},
): Promise<TransportError> {
  const server = await forThisTest(startFaultyServer(behaviour));
  const transport = await openTransport(server.origin, { maxBytes });
  return failureOf(transport.send(post(server.origin, { timeoutMs })));
}

async function failureOf(sent: Promise<unknown>): Promise<TransportError> {
  const error: unknown = await sent.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(TransportError);
  return error as TransportError;
}

describe('a server that fails', () => {
  it.each<[keyof typeof faults, TransportFailure]>([
    ['reset', 'interrupted'],
    ['hangUp', 'interrupted'],
    ['resetInAnswer', 'interrupted'],
    ['halfAnswer', 'interrupted'],
    ['halfChunks', 'interrupted'],
    ['halfHeaders', 'interrupted'],
    ['notHttp', 'interrupted'],
    ['endless', 'tooLarge'],
  ])('%s: %s', async (fault, failure) => {
    const error = await failureWith(faults[fault]);
    expect(error.failure).toBe(failure);
    expect(error.message).toMatch(/127\.0\.0\.1:\d+/);
    expect(error.message).not.toMatch(/key-of-a-person|Bearer/);
  });

  it.each<[keyof typeof faults, RegExp]>([
    ['silent', /did not respond within 3 s/],
    ['trickle', /did not send a complete response within 3 s/],
  ])('%s: timeout', async (fault, message) => {
    const error = await failureWith(faults[fault], { timeoutMs: 3000 });
    expect(error.failure).toBe('timeout');
    expect(error.message).toMatch(message);
  });

  it('cannot exceed the limit, neither by its declared length nor after decoding', async () => {
    const announced = await failureWith(
      (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000001\r\n\r\n'),
      { maxBytes: 1e6 },
    );
    expect(announced.failure).toBe('tooLarge');
    const bomb = gzipSync(Buffer.alloc(2e6));
    const server = await forThisTest(
      startHttpServer((_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      }),
    );
    const transport = await openTransport(server.origin, { maxBytes: 1e6 });
    expect((await failureOf(transport.send(post(server.origin)))).failure).toBe('tooLarge');
  });

  it('cannot exceed the limit of a request', async () => {
    let sent: Socket | undefined;
    const server = await forThisTest(
      startFaultyServer((socket) => {
        sent = socket;
        faults.endless(socket);
      }),
    );
    const transport = await openTransport(server.origin);
    const error = await failureOf(transport.send(post(server.origin, { maxBytes: 200_000 })));
    expect(error.failure).toBe('tooLarge');
    expect(error.message).toContain('200,000');
    // Includes data in system buffers.
    expect(sent!.bytesWritten).toBeLessThan(32 * 1024 * 1024);
  });

  it('is identified by its status, and only the beginning of an endless refusal is read', async () => {
    const server = await forThisTest(startFaultyServer(faults.endlessRefusal));
    const transport = await openTransport(server.origin, { connections: 1 });
    for (let i = 0; i < 2; i++) {
      const { status, text } = await transport.send(post(server.origin, { maxBytes: 4e6 }));
      expect(status).toBe(503);
      expect(text.length).toBeLessThanOrEqual(1024 * 1024);
    }
  });

  it.each([
    ['a bomb', 'gzip', gzipSync(Buffer.alloc(20e6)), ''],
    ['without its end', 'gzip', gzipSync('{"error":"busy"}').subarray(0, -8), '{"error":"busy"}'],
    ['in an encoding that is not supported', 'zstd', Buffer.from('x'), ''],
  ])('is identified by its status if the refusal is %s', async (_, encoding, body, text) => {
    const server = await forThisTest(
      startHttpServer((_request, response) => {
        response.writeHead(503, { 'content-encoding': encoding }).end(body);
      }),
    );
    const transport = await openTransport(server.origin);
    expect(await transport.send(post(server.origin))).toMatchObject({ status: 503, text });
  });

  it.each([
    ['gzip', gzipSync('{"data":[1,2,3]}').subarray(0, 20)],
    ['gzip', Buffer.from('{"data":[]}')],
    ['zstd', Buffer.from('{"data":[]}')],
  ])('is reported for an answer in %s that cannot be decoded', async (encoding, body) => {
    const server = await forThisTest(
      startHttpServer((_request, response) => {
        response.writeHead(200, { 'content-encoding': encoding }).end(body);
      }),
    );
    const transport = await openTransport(server.origin);
    expect((await failureOf(transport.send(post(server.origin)))).failure).toBe('interrupted');
  });

  it('can be used again after each fault', async () => {
    const behaviours: Behaviour[] = [faults.reset, faults.halfAnswer, faults.trickle, faults.silent];
    const server = await forThisTest(
      startFaultyServer((socket, request) => {
        const behave =
          behaviours.shift() ?? (() => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'));
        behave(socket, request);
      }),
    );
    const transport = await openTransport(server.origin, { connections: 1 });
    while (behaviours.length > 0) await failureOf(transport.send(post(server.origin, { timeoutMs: 300 })));
    expect((await transport.send(post(server.origin))).text).toBe('{}');
  });
});

describe('a server that does not run', () => {
  it('is unreachable for every waiting request', async () => {
    const port = await deadPort();
    const origin = `http://127.0.0.1:${port}`;
    const transport = await openTransport(origin, { connections: 1 });
    const errors = await Promise.all(
      Array.from({ length: 4 }, () => failureOf(transport.send(post(origin)))),
    );
    expect(errors.map(({ failure }) => failure)).toEqual(Array(4).fill('unreachable'));
    expect(errors[0]?.message).toBe(`127.0.0.1:${port} refused the connection.`);
  });

  it('is unreachable if its name is unknown', async () => {
    const transport = await openTransport('http://nobody.invalid');
    const error = await failureOf(transport.send(post('http://nobody.invalid')));
    expect(error.failure).toBe('unreachable');
    expect(error.message).toMatch(/^The name of nobody\.invalid (is unknown|could not be)/);
  });

  it('is reached again when it runs again', async () => {
    const port = await deadPort();
    const origin = `http://127.0.0.1:${port}`;
    const transport = await openTransport(origin, { connections: 1 });
    await failureOf(transport.send(post(origin)));
    const back = createServer((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'));
    });
    await new Promise<void>((resolve) => back.listen(port, '127.0.0.1', resolve));
    expect((await transport.send(post(origin))).text).toBe('{}');
    await new Promise((resolve) => back.close(resolve));
  });
});
