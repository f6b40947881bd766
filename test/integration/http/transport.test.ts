import { createServer } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/common/errors/errors';
import { listen } from '../../support/http/connections';
import { startHttpServer } from '../../support/http/httpServer';
import { forThisTest, openTransport, post } from '../../support/http/openTransport';

describe('the transport', () => {
  it('sends a request unchanged and returns the answer, whatever its status', async () => {
    const server = await forThisTest(
      startHttpServer((request, response) => {
        let body = '';
        request.setEncoding('utf8').on('data', (text: string) => (body += text));
        request.on('end', () => {
          const { method, url, headers } = request;
          response.writeHead(429, { 'retry-after': '7', 'x-limit': ['one', 'two'] });
          response.end(JSON.stringify({ method, url, headers, body }));
        });
      }),
    );
    const transport = await openTransport(server.origin);
    const answer = await transport.send(
      post(server.origin, { url: `${server.origin}/v1/embeddings?api-version=1`, body: '{"input":"ü"}' }),
    );
    expect(answer.status).toBe(429);
    expect(answer.headers).toMatchObject({ 'retry-after': '7', 'x-limit': 'one, two' });
    expect(JSON.parse(answer.text)).toMatchObject({
      method: 'POST',
      url: '/v1/embeddings?api-version=1',
      body: '{"input":"ü"}',
      headers: {
        host: `127.0.0.1:${server.port}`,
        authorization: 'Bearer key-of-a-person',
        'content-type': 'application/json',
        'content-length': '14',
        'accept-encoding': 'gzip',
      },
    });
    const get = await transport.send(post(server.origin, { method: 'GET', body: undefined }));
    expect(JSON.parse(get.text)).toMatchObject({ method: 'GET', body: '' });
  });

  it('uses one connection for consecutive requests', async () => {
    const server = await forThisTest(startHttpServer((_request, response) => response.end('{}')));
    const transport = await openTransport(server.origin, { connections: 4 });
    for (let request = 0; request < 5; request++) await transport.send(post(server.origin));
    expect(server.connections).toBe(1);
  });

  it('opens no more connections than allowed, and answers all requests', async () => {
    const server = await forThisTest(
      startHttpServer((request, response) => {
        setTimeout(() => response.end(request.headers['x-number']), 5);
      }),
    );
    const transport = await openTransport(server.origin, { connections: 3 });
    const numbers = Array.from({ length: 20 }, (_, number) => String(number));
    const answers = await Promise.all(
      numbers.map((number) => transport.send(post(server.origin, { headers: { 'x-number': number } }))),
    );
    expect(answers.map(({ text }) => text)).toEqual(numbers);
    expect(server.mostOpen).toBe(3);
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['Identity', (text: string) => Buffer.from(text)],
    ['deflate, gzip', (text: string) => gzipSync(deflateSync(text))],
  ])('decodes %s', async (encoding, encode) => {
    const text = JSON.stringify({ data: ['ü', 1, 2, 3] });
    const server = await forThisTest(
      startHttpServer((_request, response) => {
        response.writeHead(200, { 'content-encoding': encoding }).end(encode(text));
      }),
    );
    const transport = await openTransport(server.origin);
    expect((await transport.send(post(server.origin))).text).toBe(text);
  });

  it('accepts an empty answer that is declared as encoded, and drops a byte order mark', async () => {
    const bodies = ['', '\uFEFF{}'];
    const server = await forThisTest(
      startHttpServer((_request, response) => {
        const body = bodies.shift();
        response.writeHead(200, body === '' ? { 'content-encoding': 'gzip' } : {}).end(body);
      }),
    );
    const transport = await openTransport(server.origin);
    expect((await transport.send(post(server.origin))).text).toBe('');
    expect((await transport.send(post(server.origin))).text).toBe('{}');
  });

  it('follows no redirect', async () => {
    const elsewhere = await forThisTest(startHttpServer((_request, response) => response.end('{}')));
    const server = await forThisTest(
      startHttpServer((_request, response) => {
        response.writeHead(307, { location: `${elsewhere.origin}/v1/embeddings` }).end();
      }),
    );
    const transport = await openTransport(server.origin);
    const answer = await transport.send(post(server.origin));
    expect(answer.status).toBe(307);
    expect(answer.headers['location']).toBe(`${elsewhere.origin}/v1/embeddings`);
    expect(elsewhere.connections).toBe(0);
  });

  it('sends nothing to another origin, which must not get the key', async () => {
    const server = await forThisTest(startHttpServer((_request, response) => response.end('{}')));
    const transport = await openTransport('http://127.0.0.1:1');
    await expect(transport.send(post(server.origin))).rejects.toThrow(/over a transport to/);
    expect(server.connections).toBe(0);
  });

  it('refuses a header that cannot be sent, and does not show it', async () => {
    const server = await forThisTest(startHttpServer((_request, response) => response.end('{}')));
    const transport = await openTransport(server.origin);
    const headers = { authorization: 'Bearer key\nof-a-person' };
    const failure = transport.send(post(server.origin, { headers }));
    await expect(failure).rejects.toMatchObject({ code: 'USAGE' });
    await expect(failure).rejects.toThrow(/invalid authorization header/);
    await expect(failure).rejects.not.toThrow(/of-a-person/);
    // The next request succeeds.
    expect((await transport.send(post(server.origin))).text).toBe('{}');
  });

  it('cancels a request before it is sent, while it waits, and while it is answered', async () => {
    let arrived: (() => void) | undefined;
    const server = await forThisTest(
      startHttpServer((request, response) => {
        if (request.headers['x-answer']) response.end('{}');
        else response.writeHead(200).write('{', () => arrived?.());
      }),
    );
    const transport = await openTransport(server.origin, { connections: 1 });
    await expect(transport.send(post(server.origin), AbortSignal.abort())).rejects.toThrow(CancelledError);
    expect(server.connections).toBe(0);

    const [first, second] = [new AbortController(), new AbortController()];
    const underWay = new Promise<void>((resolve) => (arrived = resolve));
    const running = transport.send(post(server.origin), first.signal);
    const waiting = transport.send(post(server.origin), second.signal);
    const later = transport.send(post(server.origin, { headers: { 'x-answer': 'yes' } }));
    await underWay;
    second.abort();
    await expect(waiting).rejects.toThrow(CancelledError);
    first.abort();
    await expect(running).rejects.toThrow(CancelledError);
    expect((await later).text).toBe('{}');
  });

  it('rejects requests in progress and later requests when it is closed', async () => {
    const server = await forThisTest(startHttpServer(() => undefined));
    const transport = await openTransport(server.origin, { connections: 1 });
    const requests = [transport.send(post(server.origin)), transport.send(post(server.origin))];
    const failures = Promise.allSettled(requests);
    await transport.close();
    expect(await failures).toMatchObject(
      requests.map(() => ({
        reason: {
          failure: 'interrupted',
          message: `The connection to 127.0.0.1:${server.port} was closed.`,
        },
      })),
    );
    await expect(transport.send(post(server.origin))).rejects.toMatchObject({ failure: 'interrupted' });
  });

  it('connects again when the server has closed an idle connection', async () => {
    const server = await forThisTest(
      listen(
        createServer({ keepAliveTimeout: 1 }, (_request, response) => {
          response.end('{}');
          response.on('finish', () => response.socket?.end());
        }),
      ),
    );
    const transport = await openTransport(server.origin);
    await transport.send(post(server.origin));
    await expect.poll(() => server.open).toBe(0);
    expect((await transport.send(post(server.origin))).text).toBe('{}');
    expect(server.connections).toBe(2);
  });
});
