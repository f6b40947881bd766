import { describe, expect, it } from 'vitest';
import type { NetworkOptions } from '../../../src/common/contracts/engineOptions';
import { companyCaFile, serverIdentity } from '../../support/http/certificates';
import { startConnectProxy, type ProxyOptions } from '../../support/http/connectProxy';
import { deadPort } from '../../support/http/connections';
import { faults, startFaultyServer, type Behaviour } from '../../support/http/faultyServer';
import { startHttpServer } from '../../support/http/httpServer';
import { forThisTest, openTransport, post } from '../../support/http/openTransport';

const password = 'pass%word';
const basic = `Basic ${Buffer.from(`somebody:${password}`).toString('base64')}`;
const login = `somebody:${encodeURIComponent(password)}@`;
const trusting: NetworkOptions = { certificateFile: companyCaFile };

/** A server at `origin` that only the proxy can resolve. It answers with the requested path. */
async function behindProxy(scheme: 'http' | 'https', options: Partial<ProxyOptions> = {}) {
  const server = await forThisTest(
    startHttpServer(
      (request, response) => response.end(JSON.stringify([request.url, request.headers])),
      scheme === 'https' ? serverIdentity('service') : undefined,
    ),
  );
  const proxy = await forThisTest(startConnectProxy({ hosts: { 'service.test': server.port }, ...options }));
  return { server, proxy, origin: `${scheme}://service.test:${server.port}` };
}

async function send(origin: string, network: NetworkOptions, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const transport = await openTransport(origin, { network: { ...trusting, ...network }, env });
  return (await transport.send(post(origin))).text;
}

describe.each(['http', 'https'] as const)('a proxy before an %s server', (scheme) => {
  it('is used, with kept connections', async () => {
    const { server, proxy, origin } = await behindProxy(scheme);
    const transport = await openTransport(origin, { network: { ...trusting, proxy: proxy.origin } });
    for (let request = 0; request < 3; request++) {
      const { text } = await transport.send(post(origin));
      expect(JSON.parse(text)).toMatchObject([
        '/v1/embeddings',
        { host: `service.test:${server.port}`, authorization: 'Bearer key-of-a-person' },
      ]);
    }
    expect(proxy.connections).toBe(1);
    expect(proxy.requests[0]).toEqual({
      ...(scheme === 'https'
        ? { method: 'CONNECT', target: `service.test:${server.port}` }
        : { method: 'POST', target: `${origin}/v1/embeddings` }),
      authorization: undefined,
    });
  });

  it.each<[string, (port: number) => NetworkOptions]>([
    ['in its address', (port) => ({ proxy: `http://${login}127.0.0.1:${port}` })],
    ['in its address without a scheme', (port) => ({ proxy: `${login}127.0.0.1:${port}` })],
    ['in a setting', (port) => ({ proxy: `127.0.0.1:${port}`, proxyAuthorization: basic })],
    [
      'in a setting, which comes before the address',
      (port) => ({ proxy: `http://a:b@127.0.0.1:${port}`, proxyAuthorization: basic }),
    ],
  ])('receives a login %s, which the server does not see', async (_where, networkOf) => {
    const { proxy, origin } = await behindProxy(scheme, { authorization: basic });
    const text = await send(origin, networkOf(proxy.port));
    expect(proxy.requests[0]?.authorization).toBe(basic);
    expect(text).not.toContain('proxy-authorization');
  });

  it('causes an error about a missing or refused login that does not show the login', async () => {
    const { server, proxy, origin } = await behindProxy(scheme, { authorization: basic });
    const kinds = scheme === 'https' ? 'Basic, Negotiate' : 'Basic';
    await expect(send(origin, { proxy: proxy.origin })).rejects.toMatchObject({
      failure: 'proxy',
      message: `Login required for the proxy 127.0.0.1:${proxy.port} (from the settings) (status 407 (${kinds})).`,
    });
    const wrong = send(origin, { proxy: `http://somebody:wrong-word@127.0.0.1:${proxy.port}` });
    await expect(wrong).rejects.toMatchObject({ failure: 'proxy' });
    await expect(wrong).rejects.toThrow(/^Login rejected by the proxy .* \(status 407/);
    await expect(wrong).rejects.not.toThrow(/wrong-word|somebody|Basic [A-Za-z0-9+/=]{8}/);
    expect(server.connections).toBe(0);
  });

  it('is read from the environment, unless NO_PROXY or the settings exclude the host', async () => {
    const { server, proxy, origin } = await behindProxy(scheme);
    for (const name of [`${scheme}_proxy`, `${scheme.toUpperCase()}_PROXY`, 'ALL_PROXY', 'HTTP_PROXY']) {
      await expect(send(origin, {}, { [name]: proxy.origin })).resolves.toContain('/v1/embeddings');
    }
    expect(proxy.requests).toHaveLength(4);
    const env = { ALL_PROXY: proxy.origin, NO_PROXY: 'example.com,.test' };
    // Only the proxy knows this name: a direct connection fails.
    await expect(send(origin, {}, env)).rejects.toMatchObject({ failure: 'unreachable' });
    await expect(send(origin, { proxy: 'off' }, { ALL_PROXY: proxy.origin })).rejects.toMatchObject({
      failure: 'unreachable',
    });
    await expect(send(origin, { noProxy: ['example.com'] }, env)).resolves.toContain('/v1/embeddings');
    await expect(send(`${scheme}://127.0.0.1:${server.port}`, { proxy: proxy.origin })).resolves.toContain(
      '/v1/embeddings',
    );
    expect(proxy.requests).toHaveLength(5);
  });

  it('is reached over TLS with its own certificate', async () => {
    const { proxy, origin } = await behindProxy(scheme, { identity: serverIdentity('service') });
    await expect(send(origin, { proxy: proxy.origin })).resolves.toContain('/v1/embeddings');
    await expect(send(origin, { proxy: proxy.origin.replace('127.0.0.1', 'localhost') })).resolves.toContain(
      '/v1/embeddings',
    );
    const untrusted = send(origin, { proxy: proxy.origin, certificateFile: undefined });
    await expect(untrusted).rejects.toMatchObject({ failure: 'certificate' });
    await expect(untrusted).rejects.toThrow(
      /^The certificate of the proxy 127\.0\.0\.1:\d+ \(from the settings\) is signed by an authority that is not trusted: "Example Company Root"\.$/,
    );
  });

  it('that does not run is named in the error, not the server', async () => {
    const port = await deadPort();
    const failure = send(`${scheme}://service.test`, {}, { ALL_PROXY: `http://127.0.0.1:${port}` });
    await expect(failure).rejects.toMatchObject({
      failure: 'proxy',
      message: `The proxy 127.0.0.1:${port} (from ALL_PROXY) refused the connection.`,
    });
  });

  it.each<[string, Behaviour, object]>([
    ['hangs up', faults.hangUp, {}],
    ['breaks off', faults.reset, {}],
    ['speaks something else', faults.notHttp, {}],
    ['never answers', faults.silent, { failure: 'timeout' }],
  ])('that %s makes the request fail', async (_what, behaviour, failure) => {
    const proxy = await forThisTest(startFaultyServer(behaviour));
    const origin = `${scheme}://service.test`;
    const transport = await openTransport(origin, { network: { ...trusting, proxy: proxy.origin } });
    await expect(transport.send(post(origin, { timeoutMs: 3_000 }))).rejects.toMatchObject({
      name: 'TransportError',
      ...failure,
    });
    expect(proxy.connections).toBe(1);
    await transport.close();
    await expect.poll(() => proxy.open).toBe(0);
  });
});

describe('a proxy that speaks TLS', () => {
  it.each(['http', 'https'] as const)(
    'is verified by its own name, and the %s server by its own',
    async (scheme) => {
      const server = await forThisTest(
        startHttpServer(
          (_request, response) => response.end('{}'),
          scheme === 'https' ? serverIdentity('otherHost') : undefined,
        ),
      );
      const proxy = await forThisTest(
        startConnectProxy({ hosts: { 'other.test': server.port }, identity: serverIdentity('service') }),
      );
      const origin = `${scheme}://other.test:${server.port}`;
      await expect(send(origin, { proxy: `https://localhost:${proxy.port}` })).resolves.toBe('{}');
      expect(proxy.serverNames).toEqual(['localhost']);
      expect(server.serverNames).toEqual(scheme === 'https' ? ['other.test'] : []);
    },
  );
});

describe('a tunnel through a proxy', () => {
  it('that the proxy refuses fails with its status', async () => {
    const { proxy, origin } = await behindProxy('https', { refuseWith: 403 });
    await expect(send(origin, { proxy: proxy.origin })).rejects.toMatchObject({
      failure: 'proxy',
      message: expect.stringMatching(
        /^Connection to service\.test:\d+ refused by the proxy .* \(status 403\)\.$/,
      ) as string,
    });
    await expect(
      send('https://unknown.test', { proxy: (await behindProxy('https')).proxy.origin }),
    ).rejects.toMatchObject({
      failure: 'unreachable',
      message: expect.stringMatching(
        /^unknown\.test:443 cannot be reached through the proxy .* \(status 502\)\.$/,
      ) as string,
    });
    await expect.poll(() => proxy.open).toBe(0);
  });

  it('does not hide an untrusted certificate, and closes all connections', async () => {
    const { proxy, origin } = await behindProxy('https');
    const transport = await openTransport(origin, { network: { proxy: proxy.origin } });
    const failure = transport.send(post(origin));
    await expect(failure).rejects.toMatchObject({ failure: 'certificate' });
    await expect(failure).rejects.toThrow(
      /^The certificate of service\.test:\d+ through .*"Example Company Root"\.$/,
    );
    await expect.poll(() => proxy.open).toBe(0);
  });

  it('is opened for the requested host', async () => {
    const { server, proxy } = await behindProxy('https', {});
    const other = await forThisTest(startConnectProxy({ hosts: { 'other.test': server.port } }));
    await expect(send(`https://other.test:${server.port}`, { proxy: other.origin })).rejects.toThrow(
      /is for other hosts \(DNS:service\.test, DNS:localhost, IP Address:127\.0\.0\.1/,
    );
    expect(proxy.requests).toEqual([]);
  });

  it('serves several requests at a time, up to the limit', async () => {
    const { proxy, origin } = await behindProxy('https');
    const network = { ...trusting, proxy: proxy.origin };
    const transport = await openTransport(origin, { connections: 2, network });
    const answers = await Promise.all(Array.from({ length: 8 }, () => transport.send(post(origin))));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(proxy.mostOpen).toBe(2);
  });
});
