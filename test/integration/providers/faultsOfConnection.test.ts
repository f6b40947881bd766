import { connect, createServer, type Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deadPort } from '../../support/http/connections';
import { faults } from '../../support/http/faultyServer';
import { eachOnce, hang, late, onSocket, refuse, say } from '../../support/providers/faults';
import { startFaultServer, textsOf } from '../../support/providers/faultServer';
import {
  expectRightVectors,
  failureOf,
  openRemote,
  remoteKey,
  sampleTexts,
} from '../../support/providers/openRemote';
import { oceanbaseAt, openaiAt, personsKey, ProviderRun } from '../../support/providers/providerRun';

describe('a connection that fails', () => {
  it.each([
    'reset',
    'hangUp',
    'resetInAnswer',
    'halfAnswer',
    'halfChunks',
    'halfHeaders',
    'notHttp',
  ] as const)('%s: the request is repeated, and the vectors are right', async (fault) => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    server.next(onSocket(faults[fault]));
    await expectRightVectors(provider, sampleTexts(5), server);
    expect(server.requests).toHaveLength(2);
  });

  it.each(['silent', 'trickle'] as const)('%s: the request times out and is repeated', async (fault) => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin, { record: { timeoutMs: 2000 } });
    server.next(onSocket(faults[fault]));
    await expectRightVectors(provider, sampleTexts(5), server);
    // There may be more if the machine is too busy to answer in time.
    expect(server.requests.length).toBeGreaterThan(1);
  });

  it('leaves the index complete and right', async () => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: oceanbaseAt(server.origin), files: 60 });
    const kinds = [faults.reset, faults.halfAnswer, faults.hangUp, faults.resetInAnswer, faults.halfChunks];
    server.always(eachOnce(...kinds.map(onSocket)));
    const report = await run.index();
    expect([report.failed, report.requests]).toEqual([[], server.requests.length]);
    expect(server.requests).toHaveLength(2 * server.answered.length);
    expect(textsOf(server.answered)).toHaveLength(report.embedded);
    await run.expectRightIndex(server.dimensions);
  });

  it('each time causes one clear error', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    server.always(() => onSocket(faults.halfAnswer));
    const error = await failureOf(provider.embedQuery('kettle'));
    expect(error).toMatchObject({
      code: 'PROVIDER_UNREACHABLE',
      message: expect.stringMatching(
        /^OpenAI \(127\.0\.0\.1:\d+\): The connection to 127\.0\.0\.1:\d+ was lost before the response was complete/,
      ) as string,
    });
  });
});

describe('a slow answer', () => {
  it('is awaited, and not requested twice', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin, { limits: { maxInputs: 2 } });
    server.always(() => late(400));
    await expectRightVectors(provider, sampleTexts(7), server);
    expect(textsOf(server.requests).sort()).toEqual(sampleTexts(7).sort());
  });

  it('that never arrives causes one clear error', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin, { record: { timeoutMs: 100 } });
    server.always(() => hang);
    expect(await failureOf(provider.embedQuery('kettle'))).toMatchObject({
      code: 'PROVIDER_UNREACHABLE',
      message: `OpenAI (127.0.0.1:${server.port}): 127.0.0.1:${server.port} did not respond within 0.1 s.`,
    });
  });

  it('is not awaited longer than the caller allows', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin, { record: { timeoutMs: 3_600_000 } });
    server.always(() => hang);
    expect(await failureOf(provider.embedQuery('kettle', { patienceMs: 200 }))).toMatchObject({
      code: 'PROVIDER_UNREACHABLE',
    });
  });
});

describe('a server that does not run', () => {
  it('causes one clear error, and nothing is lost', async () => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: openaiAt(server.origin), files: 4 });
    await run.index();
    const { port } = server;
    await server.close();
    const added = await run.write(3);
    expect(await run.failToIndex()).toBe(
      `PROVIDER_UNREACHABLE: OpenAI is unreachable (127.0.0.1:${port} refused the connection). ` +
        'Check the address and the connection, and the proxy settings if you use a proxy.',
    );
    await run.expectRightIndex(server.dimensions, added);
  });

  it('is reached when it runs again', async () => {
    const server = await startFaultServer();
    const port = await deadPort();
    const provider = await openRemote(`http://127.0.0.1:${port}`);
    const embedding = expectRightVectors(provider, sampleTexts(3), server);
    setTimeout(() => {
      relayTo(server.port).listen(port, '127.0.0.1');
    }, 300);
    await embedding;
    expect(textsOf(server.answered)).toEqual(sampleTexts(3));
  });
});

/** A server that forwards every connection; closed at the end of the test. */
function relayTo(target: number): Server {
  const server = createServer((socket) => {
    socket.pipe(connect(target, '127.0.0.1')).pipe(socket);
  });
  onTestFinished(() => {
    server.close();
  });
  return server;
}

describe('a redirect', () => {
  it.each([307, 308])('%i within the host is followed, with the text and the key', async (status) => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    server.next(say(status, '', { location: '/v2/embeddings?moved' }));
    await expectRightVectors(provider, sampleTexts(3), server);
    expect(server.requests.map(({ path }) => path)).toEqual(['/v1/embeddings', '/v2/embeddings?moved']);
    expect(textsOf(server.answered)).toEqual(sampleTexts(3));
    expect(server.answered[0]!.headers.authorization).toBe(`Bearer ${remoteKey}`);
  });

  it.each([301, 302, 303, 307, 308])(
    '%i to another host is refused: neither text nor key is sent there',
    async (status) => {
      const other = await startFaultServer();
      const server = await startFaultServer();
      const run = await ProviderRun.start({ args: openaiAt(server.origin), files: 1 });
      server.always(() => say(status, '', { location: `${other.origin}/v1/embeddings` }));
      expect(await run.failToIndex()).toBe(
        `PROVIDER_REFUSED: OpenAI (127.0.0.1:${server.port}) returned ${status}, a redirect to 127.0.0.1:${other.port}. ` +
          'Texts and the key are not sent there. If that host is the right one, choose its address.',
      );
      expect(other.connections).toBe(0);
      // On a busy machine the texts may be in several requests; none is sent again.
      const sent = textsOf(server.requests);
      expect(new Set(sent).size).toBe(sent.length);
      expect(await run.placesOf(personsKey)).toEqual([]);
    },
  );

  it.each([
    ['in a circle', 308, '/v1/embeddings', 4],
    ['that makes a request without a body of it', 302, '/v2/embeddings', 1],
    ['to another scheme', 307, 'https://127.0.0.1:1/v1/embeddings', 1],
    ['to no address', 307, 'http://[', 1],
  ])('%s is refused', async (_, status, location, requests) => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    server.always(() => say(status, '', { location }));
    expect(await failureOf(provider.embedDocuments(sampleTexts(2)))).toMatchObject({
      code: 'PROVIDER_REFUSED',
    });
    expect(server.requests).toHaveLength(requests);
  });

  it('without a target is a refusal', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    server.always(() => refuse(307, { message: 'Moved' }));
    expect(await failureOf(provider.embedDocuments(sampleTexts(2)))).toMatchObject({
      code: 'PROVIDER_REFUSED',
      message: `OpenAI (127.0.0.1:${server.port}) returned 307: Moved.`,
    });
  });
});
