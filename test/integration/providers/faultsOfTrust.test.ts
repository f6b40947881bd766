import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { secretMask } from '../../../src/engine/corpus/secrets/maskSecrets';
import { companyCaFile, serverIdentity } from '../../support/http/certificates';
import { startConnectProxy, type TestProxy } from '../../support/http/connectProxy';
import { forThisTest } from '../../support/http/openTransport';
import { refuse } from '../../support/providers/faults';
import { startFaultServer, textsOf, type FaultServer } from '../../support/providers/faultServer';
import { openaiAt, personsKey, ProviderRun } from '../../support/providers/providerRun';

describe('a server with the certificate of a private authority', () => {
  it('is refused, and nothing is sent', async () => {
    const server = await startFaultServer({ identity: serverIdentity('service') });
    const run = await ProviderRun.start({ args: openaiAt(server.origin), files: 2 });
    const line = await run.failToIndex();
    expect(line).toMatch(
      /^PROVIDER_CERTIFICATE: OpenAI \(127\.0\.0\.1:\d+\): The certificate of 127\.0\.0\.1:\d+ is signed by an authority that is not trusted: ".+"\. .*NODE_EXTRA_CA_CERTS/,
    );
    expect(server.requests).toEqual([]);
    expect(await run.placesOf(personsKey)).toEqual([]);
  });

  it('is trusted together with its authority: the index is complete and right', async () => {
    const server = await startFaultServer({ identity: serverIdentity('service') });
    const run = await ProviderRun.start({
      args: openaiAt(server.origin),
      env: { NODE_EXTRA_CA_CERTS: companyCaFile },
    });
    await run.index();
    await run.expectRightIndex(server.dimensions);
  });

  it.each(['expired', 'otherHost', 'selfSigned'] as const)('%s: is still refused', async (name) => {
    const server = await startFaultServer({ identity: serverIdentity(name) });
    const run = await ProviderRun.start({
      args: openaiAt(server.origin),
      files: 2,
      env: { NODE_EXTRA_CA_CERTS: companyCaFile },
    });
    expect(await run.failToIndex()).toMatch(/^PROVIDER_CERTIFICATE: OpenAI /);
    expect(server.requests).toEqual([]);
  });
});

describe('a proxy that requires a login', () => {
  const password = 'pass/Qx7Lm2Zv9w';
  const login = `dora:${encodeURIComponent(password)}`;
  const authorization = `Basic ${Buffer.from(`dora:${password}`).toString('base64')}`;

  /** A server whose name only a proxy can resolve, and a run against it. */
  async function behindProxy(
    scheme: 'http' | 'https',
    user: string,
    files = 30,
  ): Promise<[FaultServer, TestProxy, ProviderRun]> {
    const server = await startFaultServer(scheme === 'https' ? { identity: serverIdentity('service') } : {});
    const hosts = { 'service.test': server.port };
    const proxy = await forThisTest(startConnectProxy({ hosts, authorization }));
    const run = await ProviderRun.start({
      args: openaiAt(`${scheme}://service.test`),
      files,
      env: {
        NODE_EXTRA_CA_CERTS: companyCaFile,
        [`${scheme.toUpperCase()}_PROXY`]: `http://${user}@127.0.0.1:${proxy.port}`,
      },
    });
    return [server, proxy, run];
  }

  it.each(['http', 'https'] as const)(
    'forwards %s with the right login: the index is complete and right',
    async (scheme) => {
      const [server, proxy, run] = await behindProxy(scheme, login);
      await run.index();
      await run.expectRightIndex(server.dimensions);
      expect(new Set(proxy.requests.map((request) => request.authorization))).toEqual(
        new Set([authorization]),
      );
      expect(server.requests.flatMap(({ headers }) => headers['proxy-authorization'] ?? [])).toEqual([]);
      expect(await run.placesOf(password)).toEqual([]);
    },
  );

  it.each(['http', 'https'] as const)('refuses %s once without the right login', async (scheme) => {
    const wrong = 'wrongOne8Kd3Ty';
    const [server, proxy, run] = await behindProxy(scheme, `dora:${wrong}`, 1);
    const line = await run.failToIndex();
    expect(line).toMatch(
      /^PROXY_REFUSED: OpenAI \(service\.test\): Login rejected by the proxy 127\.0\.0\.1:\d+ \(from HTTPS?_PROXY\) \(status 407 \(Basic.*\)\)\. Check the address, the user and the password of the proxy\.$/,
    );
    expect(server.connections).toBe(0);
    expect(proxy.requests).toHaveLength(1);
    const encodedLogin = Buffer.from(`dora:${wrong}`).toString('base64');
    expect([...(await run.placesOf(wrong)), ...(await run.placesOf(encodedLogin))]).toEqual([]);
    expect(await run.placesOf(personsKey)).toEqual([]);
  });
});

describe('a request', () => {
  // Assembled here, so that secret scanners do not report it.
  const token = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_');
  const databasePassword = ['tR7', 'wQ2', 'zX9', 'kM4'].join('');

  it('contains no secret, neither of files nor of queries, and the texts around secrets are searched', async () => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: openaiAt(server.origin), files: 2 });
    const write = (name: string, text: string): Promise<void> => writeFile(path.join(run.folder, name), text);
    await write('.env', `DATABASE_PASSWORD=${databasePassword}\n`);
    await write(
      'deploy.ts',
      `/** Publishes the cookbook. */\nexport const token = '${token}';\n` +
        `export const database = 'postgres://cook:${databasePassword}@db.example.com/recipes';\n`,
    );
    const report = await run.index();
    expect(report.skipped.map(({ path: name, reason }) => [name, reason])).toContainEqual(['.env', 'secret']);
    await run.expectRightIndex(server.dimensions, ['.env']);
    const { code } = await run.command('search', `who uses ${token}`, run.folder);
    expect(code).toBe(0);

    const sent = server.requests.map(({ path: where, headers, body }) =>
      JSON.stringify([where, headers, body]),
    );
    expect(sent.filter((text) => text.includes(token) || text.includes(databasePassword))).toEqual([]);
    expect(textsOf(server.requests).filter((text) => text.includes('Publishes the cookbook'))).toEqual([
      expect.stringContaining(secretMask),
    ]);
    expect(textsOf(server.requests).at(-1)).toContain(secretMask);
  });

  it('contains the key only in its header', async () => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: openaiAt(server.origin), files: 2 });
    await run.index();
    expect(server.requests.length).toBeGreaterThan(0);
    for (const { headers, body, path: where } of server.requests) {
      const { authorization, ...others } = headers;
      expect(authorization).toBe(`Bearer ${personsKey}`);
      expect(JSON.stringify([others, body, where])).not.toContain(personsKey);
    }
    expect(await run.placesOf(personsKey)).toEqual([]);
  });

  it.each([
    ['whole', personsKey],
    ['among other words', `The key "${personsKey}" is not known`],
    ['as the code of an error', `invalid:${personsKey}`],
  ])('is answered with the key %s, which is not shown', async (_, said) => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: openaiAt(server.origin), files: 2 });
    server.always(() => refuse(401, { message: said, code: said }));
    expect(await run.failToIndex()).toContain('***');
    const { stderr } = await run.command('search', 'kettle', run.folder, '--no-update');
    expect(stderr).toContain('***');
    expect(await run.placesOf(personsKey)).toEqual([]);
  });
});
