import { describe, expect, it } from 'vitest';
import type { StatusReport } from '../../../src/common/contracts/engineContract';
import { CancelledError } from '../../../src/common/errors/errors';
import type { SearchAnswer } from '../../../src/common/contracts/searchResult';
import { countCachedEmbeddings } from '../../support/indexContents';
import { hang, refuse, say } from '../../support/providers/faults';
import { startFaultServer, textsOf, type Fault, type FaultServer } from '../../support/providers/faultServer';
import { markOf } from '../../support/providers/markedFiles';
import { expectRightVectors, failureOf, openRemote, sampleTexts } from '../../support/providers/openRemote';
import { oceanbaseAt, ProviderRun } from '../../support/providers/providerRun';

/** Waits until a condition holds; limited by the test's timeout. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Number of stored vectors; 0 if nothing is written yet. */
async function keptVectors(run: ProviderRun): Promise<number> {
  return countCachedEmbeddings(run.indexDirectory).then(
    ({ distinct }) => distinct,
    () => 0,
  );
}

/** Makes a server answer this many texts, then apply a fault. */
function failAfter(server: FaultServer, texts: number, fault: Fault): void {
  server.always(() => (textsOf(server.answered).length < texts ? undefined : fault));
}

describe('an indexer that is killed', () => {
  it('continues in the next run: stored vectors are not requested again', async () => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: oceanbaseAt(server.origin), files: 150 });
    failAfter(server, 50, hang);
    const killed = run.start('index', run.folder, '--json');
    await until(() => server.requests.length > server.answered.length);
    // All answers are stored, except groups of texts with missing answers.
    await until(async () => (await keptVectors(run)) > 20);
    killed.child.kill('SIGKILL');
    expect((await killed.done).signal).toBe('SIGKILL');
    const kept = await keptVectors(run);

    server.reset();
    const report = await run.index();
    const sent = textsOf(server.requests);
    expect(report.failed).toEqual([]);
    await run.expectRightIndex(server.dimensions);
    const all = new Set((await run.read()).texts.map(({ text }) => text)).size;
    expect([sent.length, new Set(sent).size]).toEqual([all - kept, all - kept]);
    expect(await keptVectors(run)).toBe(all);
  });
});

describe('a cancelled run', () => {
  it.each([
    ['while a request hangs', hang],
    ['while the provider wants it to wait', refuse(429, { message: 'Wait' }, { 'retry-after': '120' })],
  ])('%s ends at once, and the next run continues', async (_, fault) => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: oceanbaseAt(server.origin), files: 60 });
    failAfter(server, 20, fault);
    const cancelled = run.start('index', run.folder, '--json');
    await until(() => server.requests.length > server.answered.length);
    cancelled.child.kill('SIGINT');
    const { code, stdout, stderr } = await cancelled.done;
    expect([code, stdout, stderr]).toEqual([130, '', '']);

    const kept = await keptVectors(run);
    server.reset();
    await run.index();
    const all = new Set((await run.read()).texts.map(({ text }) => text)).size;
    expect(textsOf(server.requests)).toHaveLength(all - kept);
    await run.expectRightIndex(server.dimensions);
  });

  it('ends while a search waits for its vector', async () => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: oceanbaseAt(server.origin), files: 2 });
    await run.index();
    server.always(() => hang);
    const before = server.requests.length;
    const search = run.start('search', 'kettle', run.folder, '--no-update');
    await until(() => server.requests.length > before);
    search.child.kill('SIGINT');
    expect(await search.done).toMatchObject({ code: 130, stdout: '', stderr: '' });
  });

  it('drops the waiting texts, too', async () => {
    const server = await startFaultServer();
    const answers: number[] = [];
    const provider = await openRemote(server.origin, { limits: { maxInputs: 1, concurrency: 1 }, answers });
    server.always(() => refuse(429, { message: 'Wait' }, { 'retry-after': '120' }));
    const cancellation = new AbortController();
    const embedding = failureOf(provider.embedDocuments(sampleTexts(5), cancellation.signal));
    // A request cancelled before its refusal was read does not affect later requests.
    await until(() => answers.length === 1);
    cancellation.abort();
    expect(await embedding).toBeInstanceOf(CancelledError);
    // The provider's wait time also applies to later requests.
    const later = new AbortController();
    const waiting = failureOf(provider.embedDocuments(sampleTexts(1), later.signal));
    setTimeout(() => {
      later.abort();
    }, 100);
    expect(await waiting).toBeInstanceOf(CancelledError);
    expect(server.requests).toHaveLength(1);
  });

  it('does not affect other texts of the same request', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    let answer = (): void => undefined;
    server.next((_request, { vectors }) => {
      answer = () => {
        vectors();
      };
    });
    const cancellation = new AbortController();
    const cancelled = failureOf(provider.embedDocuments(['mine'], cancellation.signal));
    const others = expectRightVectors(provider, sampleTexts(3), server);
    await until(() => server.requests.length === 1);
    cancellation.abort();
    // Immediately, not when the answer arrives.
    expect(await cancelled).toBeInstanceOf(CancelledError);
    answer();
    await others;
    expect(server.requests.map(({ inputs }) => inputs)).toEqual([['mine', ...sampleTexts(3)]]);
  });
});

describe('a cancelled text', () => {
  it('is not sent again when its request is divided', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    let refuseNow = (): void => undefined;
    server.next((request, reply) => {
      refuseNow = () => {
        say(413, '')(request, reply);
      };
    });
    const cancellation = new AbortController();
    const cancelled = failureOf(provider.embedDocuments(['mine'], cancellation.signal));
    const others = expectRightVectors(provider, sampleTexts(3), server);
    await until(() => server.requests.length === 1);
    cancellation.abort();
    await cancelled;
    refuseNow();
    await others;
    expect(textsOf(server.requests.slice(1)).sort()).toEqual(sampleTexts(3));
  });
});

describe('a provider that fails midway', () => {
  it.each([
    ['PROVIDER_KEY', refuse(401, { message: 'The key was revoked', code: 'invalid_api_key' })],
    ['PROVIDER_QUOTA', refuse(429, { message: 'No credit is left', code: 'insufficient_quota' })],
  ])('with %s: its vectors are stored, and the next run requests the rest', async (code, fault) => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: oceanbaseAt(server.origin), files: 150 });
    failAfter(server, 50, fault);
    const line = await run.failToIndex();
    expect(line.startsWith(`${code}: OceanBase Cloud (127.0.0.1:${server.port}) returned 4`)).toBe(true);
    // Only active requests, and none after them.
    expect(server.requests.length - server.answered.length).toBeLessThanOrEqual(8);
    const kept = await keptVectors(run);
    expect(kept).toBe(textsOf(server.answered).length);

    server.reset();
    await run.index();
    const all = new Set((await run.read()).texts.map(({ text }) => text)).size;
    expect(textsOf(server.requests)).toHaveLength(all - kept);
    await run.expectRightIndex(server.dimensions);
  });

  it('after texts were divided: its vectors are stored', async () => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: oceanbaseAt(server.origin), files: 150 });
    const tooLong = refuse(400, { message: 'Too long', code: 'context_length_exceeded' });
    const isTooLong = (text: string): boolean => text.length > 700;
    server.always(({ inputs }) => {
      if (inputs.some(isTooLong)) return tooLong;
      return textsOf(server.answered).length < 120 ? undefined : refuse(401, { message: 'Revoked' });
    });
    await run.failToIndex();
    const isWhole = (text: string): boolean => text.includes(markOf(0).slice(0, 4));
    const given = textsOf(server.answered).filter(isWhole);
    expect(given.length).toBeGreaterThan(60);
    expect(textsOf(server.requests).some(isTooLong)).toBe(true);

    server.reset();
    await run.index();
    expect(textsOf(server.requests).filter((text) => given.includes(text))).toEqual([]);
    expect((await run.read()).missing).toEqual([]);
  });

  it('from the first request on does not get all other requests', async () => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: oceanbaseAt(server.origin), files: 150 });
    server.always(() => refuse(429, { message: 'No credit is left', code: 'insufficient_quota' }));
    expect(await run.failToIndex()).toMatch(/^PROVIDER_QUOTA: /);
    // One request, and more only if texts arrived long after it was refused: 150 texts would be 10 requests.
    const texts = textsOf(server.requests);
    expect(texts.length).toBeLessThan(75);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('and refuses requests for hours gets none meanwhile', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    server.next((_request, reply) => {
      reply.response.setHeader('x-ratelimit-remaining-requests', '0');
      reply.response.setHeader('x-ratelimit-reset-requests', '5h0m0s');
      reply.vectors();
    });
    await expectRightVectors(provider, sampleTexts(2), server);
    // It is retried after ten minutes: the stated hours may be a wrong unit.
    expect(await failureOf(provider.embedDocuments(['more']))).toMatchObject({
      code: 'PROVIDER_BUSY',
      message: `OpenAI (127.0.0.1:${server.port}) accepts no more requests for 10 minutes.`,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('on the first text gets the others', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    const texts = sampleTexts(8);
    server.always(({ inputs }) =>
      inputs.includes(texts[0]!) ? refuse(400, { message: 'Content was flagged' }) : undefined,
    );
    const vectors = await provider.embedDocuments(texts);
    expect(vectors.map(Boolean)).toEqual(texts.map((_, i) => i > 0));
  });

  it('on every text causes an error after a few', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    server.always(() => refuse(400, { message: 'Bad request' }));
    expect(await failureOf(provider.embedDocuments(sampleTexts(64)))).toMatchObject({
      code: 'PROVIDER_REFUSED',
    });
    expect(server.requests.length).toBeLessThan(12);
  });
});

describe('a search while the provider fails', () => {
  async function indexed(): Promise<[FaultServer, ProviderRun]> {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: oceanbaseAt(server.origin), files: 10 });
    await run.index();
    return [server, run];
  }

  it('answers with keyword matches while the provider is down, and reports that', async () => {
    const [server, run] = await indexed();
    const { port } = server;
    await server.close();
    const search = await run.command('search', markOf(7), run.folder, '--no-update', '--json');
    expect(search.code).toBe(0);
    const { results } = JSON.parse(search.stdout) as SearchAnswer;
    expect([results[0]?.path, results[0]?.matchedBy.includes('vector')]).toEqual(['part7.ts', false]);
    expect(search.stderr).toMatch(
      new RegExp(
        `^PROVIDER_UNREACHABLE: OceanBase Cloud is unreachable \\(127\\.0\\.0\\.1:${port} [^\\n]* Keyword matches only\\.\\n$`,
      ),
    );
  });

  it('answers from the existing index if the update before it fails', async () => {
    const [server, run] = await indexed();
    const added = await run.write(2);
    server.always(() => refuse(401, { message: 'The key was revoked' }));
    const search = await run.command('search', markOf(3), run.folder, '--json');
    expect(search.code).toBe(0);
    expect((JSON.parse(search.stdout) as SearchAnswer).results[0]?.path).toBe('part3.ts');
    expect(search.stderr).toMatch(
      /^PROVIDER_KEY: .* Results come from the files indexed so far\.\nPROVIDER_KEY: .* Keyword matches only\.\n$/,
    );
    await run.expectRightIndex(server.dimensions, added);
    const { state } = JSON.parse((await run.command('status', run.folder, '--json')).stdout) as StatusReport;
    expect(state).not.toBe('empty');
  });

  it('runs many queries without a timeout for each', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    server.always(() => refuse(503, { message: 'Overloaded' }));
    const errors: unknown[] = [];
    for (const query of sampleTexts(10)) errors.push(await failureOf(provider.embedQuery(query)));
    expect(errors).toEqual(errors.map(() => expect.objectContaining({ code: 'PROVIDER_BUSY' }) as unknown));
    expect(server.requests.length).toBeLessThanOrEqual(3);
  });
});
