import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { connect as connectTo } from 'node:net';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLineHost } from '../../src/cli/run';
import { serveMcp } from '../../src/mcp/serveMcp';
import { runProcess } from '../support/commandLine';
import { connectMcpHttp, rawRequest, startMcpHttp, type McpHttpServer } from '../support/mcpHttp';
import { dist, temporaryDirectory } from '../support/realSources';
import { userDirectoryIn } from '../support/userDirectory';

let root: { directory: string; remove: () => Promise<void> };
let folder: string;
let env: Readonly<Record<string, string>>;
let tokenFile: string;
let server: McpHttpServer;
let token: string;

beforeAll(async () => {
  root = await temporaryDirectory('mcp-http');
  const own = userDirectoryIn(path.join(root.directory, 'home'));
  env = own.env;
  tokenFile = path.join(own.userDirectory, 'mcp-token');
  folder = path.join(root.directory, 'app');
  await mkdir(folder);
  await writeFile(
    path.join(folder, 'retry.ts'),
    '/** Sends a request again after a failure. */\nexport async function sendAgain(): Promise<void> {\n  await pause(100);\n}\n',
  );
  await runProcess(['index', folder], { env });
  server = await startMcpHttp([folder], env);
  token = (await readFile(tokenFile, 'utf8')).trim();
});
afterAll(async () => {
  await server.stop();
  await root.remove();
});

const call = (id: number, query = 'send a request again'): string =>
  JSON.stringify({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name: 'search', arguments: { query } },
  });

/** Headers of a client that has the token. */
const headersFor = (body: string): Record<string, string> => ({
  Authorization: `Bearer ${token}`,
  'Content-Type': 'application/json',
  Accept: 'application/json, text/event-stream',
  'Content-Length': String(Buffer.byteLength(body)),
});

/** What a request with the token and other headers gets. */
const withHeaders = (headers: Readonly<Record<string, string>>) =>
  rawRequest(server.url, { ...headersFor(call(1)), ...headers }, { body: call(1) });

async function expectToServe(): Promise<void> {
  const { status, text } = await withHeaders({});
  expect(status).toBe(200);
  expect(text).toContain('retry.ts:');
}

describe.each(['2025', '2026'] as const)('a client of the %s revision on HTTP', (revision) => {
  it('finds the tools and searches; another client gets the same lines', async () => {
    for (let i = 0; i < 2; i++) {
      const client = await connectMcpHttp(server.url, token, revision);
      expect((await client.client.listTools()).tools.map(({ name }) => name)).toEqual(['search', 'similar']);
      const { text } = await client.call('search', { query: 'send a request again' });
      expect(text).toContain('| export async function sendAgain(');
      await client.close();
    }
  });

  it('cannot connect without the token', async () => {
    await expect(connectMcpHttp(server.url, 'wrong', revision)).rejects.toThrow();
  });
});

describe('the token', () => {
  it('is random, only the user can read it, and it is not in the output', async () => {
    expect(token).toMatch(/^[\w-]{43}$/);
    if (process.platform !== 'win32') expect((await stat(tokenFile)).mode & 0o777).toBe(0o600);
    expect(server.stderr()).toContain(tokenFile);
    expect(server.stderr()).not.toContain(token);
  });

  it('is the same for another server', async () => {
    const other = await startMcpHttp([folder], env);
    const client = await connectMcpHttp(other.url, token, '2026');
    await client.close();
    expect(await other.stop()).toMatchObject({ code: 0 });
  });

  it.skipIf(process.platform === 'win32')(
    'is refused if other users can read it, or if it is short',
    async () => {
      const { env: otherEnv, userDirectory } = userDirectoryIn(path.join(root.directory, 'other home'));
      const file = path.join(userDirectory, 'mcp-token');
      await mkdir(userDirectory, { recursive: true });
      for (const [text, mode, problem] of [
        [token, 0o644, 'can be read by other users'],
        ['secret', 0o600, 'has fewer than 32 characters'],
      ] as const) {
        await writeFile(file, text);
        await chmod(file, mode);
        const { code, stderr } = await runProcess(['mcp', '--http', '0', folder], { env: otherEnv });
        expect(code).toBe(2);
        expect(stderr).toContain(`USAGE: The token file ${file} ${problem}.`);
        expect(stderr).not.toContain(text);
      }
    },
  );
});

describe('a hostile request', () => {
  it.each([
    ['no token', { Authorization: '' }],
    ['a wrong token', { Authorization: `Bearer ${'x'.repeat(43)}` }],
    ['a part of the token', () => ({ Authorization: `Bearer ${token.slice(0, -1)}` })],
    ['more than the token', () => ({ Authorization: `Bearer ${token}x` })],
    ['the token in another scheme', () => ({ Authorization: `Basic ${token}` })],
  ])('with %s is refused with 401', async (_, headers) => {
    const answer = await withHeaders(typeof headers === 'function' ? headers() : headers);
    expect(answer).toMatchObject({ status: 401, text: 'The token is missing or wrong.\n' });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it.each([
    ['the host of a web page', { Host: 'evil.example' }],
    ['the host of a web page at our port', () => ({ Host: `evil.example:${server.url.port}` })],
    ['a host that begins as ours', { Host: 'localhost.evil.example' }],
    ['the origin of a web page', { Origin: 'https://evil.example' }],
    ['an origin that begins as ours', { Origin: 'http://localhost.evil.example' }],
    ['the origin of a sandboxed page', { Origin: 'null' }],
  ])('with %s is refused with 403, also if it has the token', async (_, headers) => {
    const { status, text } = await withHeaders(typeof headers === 'function' ? headers() : headers);
    expect(status).toBe(403);
    expect(text).not.toContain('retry.ts');
  });

  it('of a page on this machine cannot read the answer', async () => {
    const { headers } = await withHeaders({ Origin: 'http://localhost:3000' });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    const preflight = await rawRequest(
      server.url,
      { Origin: 'http://localhost:3000', 'Access-Control-Request-Method': 'POST' },
      { method: 'OPTIONS' },
    );
    expect(preflight.status).toBe(401);
  });

  it('with another host in its address is answered by this server', async () => {
    const body = call(1);
    const { status } = await rawRequest(server.url, headersFor(body), {
      body,
      path: 'http://evil.example/mcp',
    });
    expect(status).toBe(200);
    expect((await rawRequest(server.url, headersFor(body), { body, path: '/' })).status).toBe(404);
    expect((await rawRequest(server.url, headersFor(''), { method: 'GET' })).status).toBe(405);
  });

  it('of more than a megabyte is refused with 413, and of unknown length with 411', async () => {
    const body = call(1, 'x'.repeat(1_100_000));
    expect((await rawRequest(server.url, headersFor(body), { body })).status).toBe(413);
    const { 'Content-Length': _, ...headers } = headersFor(body);
    const unknown = { ...headers, 'Transfer-Encoding': 'chunked' };
    expect((await rawRequest(server.url, unknown, { body: call(1) })).status).toBe(411);
    await expectToServe();
  });

  it.each([
    ['no JSON', '{ "jsonrpc": '],
    ['a list of calls', `[${call(1)}]`],
    ['another content', 'null'],
  ])('with %s does not stop the server', async (_, body) => {
    const { text } = await rawRequest(server.url, headersFor(body), { body });
    expect(text).not.toMatch(/\n\s+at /);
    await expectToServe();
  });

  it.each(['TRACE /mcp HTTP/1.1', 'GET //[ HTTP/1.1'])('%s is refused with an answer', async (line) => {
    const socket = connectTo(Number(server.url.port), server.url.hostname);
    socket.write(`${line}\r\nHost: localhost\r\n\r\n`);
    let text = '';
    for await (const part of socket) text += String(part);
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('that breaks off does not stop the server', async () => {
    for (const text of [
      'POST /mcp HTTP/1.1\r\n',
      `POST /mcp HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nContent-Length: 900\r\n\r\n{`,
      'TRACE /mcp HTTP/1.1\r\nHost: localhost\r\n\r\n',
      '\u0000\u0001\r\n\r\n',
    ]) {
      const socket = connectTo(Number(server.url.port), server.url.hostname);
      socket.on('error', () => undefined);
      await new Promise((resolve) => socket.write(text, resolve));
      socket.destroy();
    }
    await expectToServe();
  });

  it('with 199 others at once is answered, and calls that their clients give up do not stop the server', async () => {
    const stopping = new AbortController();
    const given = Array.from({ length: 50 }, (_, i) => {
      const body = call(i, `given up ${i}`);
      const { 'Content-Length': _length, ...headers } = headersFor(body);
      return fetch(server.url, { method: 'POST', headers, body, signal: stopping.signal });
    });
    stopping.abort();
    for (const one of await Promise.allSettled(given)) expect(one.status).toBe('rejected');
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) => {
        const body = call(i, `send a request again ${i}`);
        return rawRequest(server.url, headersFor(body), { body });
      }),
    );
    for (const [i, { status, text }] of answers.entries()) {
      expect(status).toBe(200);
      expect(text).toContain(`"id":${i}`);
      expect(text).toContain('retry.ts:');
    }
  });
});

describe('the port', () => {
  it('is that of the loopback address only', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others) {
      const refused = await new Promise<boolean>((resolve) => {
        const socket = connectTo(Number(server.url.port), address, () => {
          socket.destroy();
          resolve(false);
        });
        socket.on('error', () => {
          resolve(true);
        });
      });
      expect(refused, address).toBe(true);
    }
    expect(server.url.hostname).toBe('127.0.0.1');
  });

  it('that is in use causes an error with advice', async () => {
    const { code, stderr } = await runProcess(['mcp', '--http', server.url.port, folder], { env });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^USAGE: Port \d+ is in use\. Choose another one, or 0 for a free one\.$/m);
  });
});

describe('a server that is stopped while it starts', () => {
  it('ends', async () => {
    const { userDirectory, env: own } = userDirectoryIn(path.join(root.directory, 'home'));
    const isServed = serveMcp({
      sources: { given: [folder], env: own, currentDirectory: root.directory },
      provider: { provider: 'builtin' },
      index: { indexDirectory: userDirectory, isGiven: false, userDirectory, corpus: undefined },
      httpPort: 0,
      dist,
      host: commandLineHost,
      report: () => undefined,
      signal: AbortSignal.abort(),
    });
    expect(await isServed).toBeUndefined();
  });
});
