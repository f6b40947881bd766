import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { NetworkOptions } from '../../../src/common/contracts/engineOptions';
import { silentLogger } from '../../../src/common/logger';
import { systemCertificates } from '../../../src/node/http/systemCertificates';
import { createTransport } from '../../../src/node/http/undiciTransport';
import { companyCaFile, serverIdentity } from '../../support/http/certificates';
import { faults, startFaultyServer } from '../../support/http/faultyServer';
import { startHttpServer } from '../../support/http/httpServer';
import { forThisTest, openTransport, post } from '../../support/http/openTransport';
import { temporaryDirectory } from '../../support/realSources';

async function secureServer(name: Parameters<typeof serverIdentity>[0]) {
  return forThisTest(startHttpServer((_request, response) => response.end('{}'), serverIdentity(name)));
}

async function send(
  origin: string,
  network: NetworkOptions,
  env: NodeJS.ProcessEnv = {},
  log: string[] = [],
): Promise<string> {
  const logger = { ...silentLogger, warn: (message: string) => log.push(message) };
  const transport = await openTransport(origin, { network, env, logger });
  return (await transport.send(post(origin))).text;
}

async function scratch(): Promise<string> {
  const { directory, remove } = await temporaryDirectory('certificates');
  onTestFinished(remove);
  return directory;
}

const trusting: NetworkOptions = { certificateFile: companyCaFile };

describe('a server with the certificate of a private authority', () => {
  it('is refused without its authority, and the message names the authority', async () => {
    const server = await secureServer('service');
    await expect(send(server.origin, {})).rejects.toMatchObject({
      failure: 'certificate',
      message: `The certificate of 127.0.0.1:${server.port} is signed by an authority that is not trusted: "Example Company Root".`,
    });
  });

  it('is accepted with the file of the settings, and keeps its connection', async () => {
    const server = await secureServer('service');
    const transport = await openTransport(server.origin, { network: trusting });
    for (let request = 0; request < 3; request++) await transport.send(post(server.origin));
    expect(server.connections).toBe(1);
    await expect(send(server.origin.replace('127.0.0.1', 'localhost'), trusting)).resolves.toBe('{}');
  });

  it('is accepted with NODE_EXTRA_CA_CERTS, also without the certificates of the system', async () => {
    const server = await secureServer('service');
    const env = { NODE_EXTRA_CA_CERTS: companyCaFile };
    await expect(send(server.origin, { systemCertificates: false }, env)).resolves.toBe('{}');
  });

  it('is accepted with SSL_CERT_FILE or SSL_CERT_DIR, unless the certificates of the system are turned off', async () => {
    const server = await secureServer('service');
    const env = { SSL_CERT_FILE: companyCaFile };
    await expect(send(server.origin, {}, env)).resolves.toBe('{}');
    const directories = [await scratch(), path.dirname(companyCaFile)].join(path.delimiter);
    await expect(send(server.origin, {}, { SSL_CERT_DIR: directories })).resolves.toBe('{}');
    await expect(send(server.origin, { systemCertificates: false }, env)).rejects.toMatchObject({
      failure: 'certificate',
    });
  });

  it('is accepted without a check if the settings allow it, which is logged', async () => {
    const server = await secureServer('selfSigned');
    const log: string[] = [];
    await expect(send(server.origin, { strictTls: false }, {}, log)).resolves.toBe('{}');
    expect(log).toEqual(['The certificates of servers are not checked, because the settings say so.']);
  });

  it.each([
    ['expired', /has expired: it was valid until Jan 31 00:00:00 2020 GMT\.$/],
    ['otherHost', /is for other hosts \(DNS:other\.test\)\.$/],
    ['selfSigned', /is self-signed and not trusted/],
  ] as const)('is refused when it is %s', async (name, message) => {
    const server = await secureServer(name);
    const failure = send(server.origin, trusting);
    await expect(failure).rejects.toMatchObject({ failure: 'certificate' });
    await expect(failure).rejects.toThrow(message);
  });

  it('is refused each time: no TLS session of a refused connection is resumed', async () => {
    const server = await secureServer('otherHost');
    const transport = await openTransport(server.origin, { network: trusting });
    for (let request = 0; request < 3; request++) {
      await expect(transport.send(post(server.origin))).rejects.toMatchObject({ failure: 'certificate' });
    }
    await expect.poll(() => server.open).toBe(0);
  });

  it('fails over TLS in the same way as without', async () => {
    const server = await forThisTest(startFaultyServer(faults.halfAnswer, serverIdentity('service')));
    await expect(send(server.origin, trusting)).rejects.toMatchObject({ failure: 'interrupted' });
  });
});

describe('a server that does not speak TLS', () => {
  it('is unreachable, and the message gives the reason', async () => {
    const server = await forThisTest(startHttpServer((_request, response) => response.end('{}')));
    const failure = send(server.origin.replace('http:', 'https:'), {});
    await expect(failure).rejects.toMatchObject({ failure: 'unreachable' });
    await expect(failure).rejects.toThrow(/does not use TLS/);
  });

  it('leaves no connection open when it does not answer the handshake and the transport is closed', async () => {
    const server = await forThisTest(startFaultyServer(() => undefined));
    const origin = server.origin.replace('http:', 'https:');
    const transport = await openTransport(origin);
    const sent = transport.send(post(origin));
    const failed = expect(sent).rejects.toMatchObject({ failure: 'interrupted' });
    await expect.poll(() => server.open).toBe(1);
    await transport.close();
    await failed;
    await expect.poll(() => server.open).toBe(0);
  });
});

describe('a certificate file of the settings', () => {
  it.each([
    ['missing.pem', undefined, /^There is no certificate file /],
    ['empty.pem', 'nothing', /contains no certificate in PEM format/],
    [
      'damaged.pem',
      '-----BEGIN CERTIFICATE-----\nbm90aGluZw==\n-----END CERTIFICATE-----\n',
      /contains a damaged certificate/,
    ],
  ])('that cannot be used (%s) is named', async (name, content, message) => {
    const certificateFile = path.join(await scratch(), name);
    if (content !== undefined) await writeFile(certificateFile, content);
    const opening = createTransport('https://api.example.com', {
      connections: 1,
      env: {},
      network: { certificateFile },
    });
    await expect(opening).rejects.toMatchObject({ code: 'USAGE' });
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toThrow(certificateFile);
  });

  it('is not read for http', async () => {
    const server = await forThisTest(startHttpServer((_request, response) => response.end('{}')));
    await expect(send(server.origin, { certificateFile: '/nowhere/authority.pem' })).resolves.toBe('{}');
  });
});

describe('the certificates of the system', () => {
  const [first, second] = rootCertificates as [string, string];

  it('come from the first bundle that exists', async () => {
    const directory = await scratch();
    const bundle = path.join(directory, 'bundle.crt');
    await writeFile(bundle, `# An authority\r\n${first}\r\n# Another one\n${second}\n`);
    const sources = { platform: 'linux' as const, bundleFiles: [path.join(directory, 'none.pem'), bundle] };
    expect(await systemCertificates({}, silentLogger, sources)).toEqual([first, second]);
    expect(await systemCertificates({}, silentLogger, { ...sources, bundleFiles: [] })).toEqual([]);
  });

  it('come from SSL_CERT_FILE instead if it is set', async () => {
    const company = (await readFile(companyCaFile, 'utf8')).trim();
    const directory = await scratch();
    const bundle = path.join(directory, 'bundle.crt');
    await writeFile(bundle, first);
    const env = { SSL_CERT_FILE: companyCaFile };
    const sources = { platform: 'linux' as const, bundleFiles: [bundle] };
    expect(await systemCertificates(env, silentLogger, sources)).toEqual([company]);
  });

  it('come from the store on macOS and Windows if Node can read it', async () => {
    for (const platform of ['darwin', 'win32'] as const) {
      const sources = { platform, bundleFiles: [companyCaFile] };
      expect(await systemCertificates({}, silentLogger, { ...sources, readStore: () => [second] })).toEqual([
        second,
      ]);
      expect(await systemCertificates({}, silentLogger, sources)).toEqual([]);
    }
  });

  it('are read as far as possible, and the log names the rest', async () => {
    const directory = await scratch();
    await mkdir(path.join(directory, 'inner'));
    await writeFile(path.join(directory, 'a.pem'), first);
    const log: string[] = [];
    const logger = { ...silentLogger, warn: (message: string) => log.push(message) };
    const env = {
      SSL_CERT_DIR: [directory, path.join(directory, 'gone')].join(path.delimiter),
      SSL_CERT_FILE: path.join(directory, 'gone.pem'),
    };
    const sources = {
      platform: 'darwin' as const,
      bundleFiles: [],
      readStore: () => {
        throw new Error('The store is locked.');
      },
    };
    expect(await systemCertificates(env, logger, sources)).toEqual([first]);
    expect(log).toHaveLength(3);
    expect(log.join('\n')).toMatch(/SSL_CERT_DIR[^]*SSL_CERT_FILE[^]*The store is locked/);
  });
});
