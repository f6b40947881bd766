import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StatusReport, FolderIndexReport } from '../../../src/common/contracts/engineContract';
import type { SearchAnswer } from '../../../src/common/contracts/searchResult';
import { faults } from '../../support/http/faultyServer';
import { answer, onSocket, refuse, say, spoil } from '../../support/providers/faults';
import {
  startFaultServer,
  textsOf,
  type ArrivedRequest,
  type Fault,
  type FaultServer,
} from '../../support/providers/faultServer';
import { wrongVectors } from '../../support/providers/markedFiles';
import { openaiAt, personsKey, ProviderRun } from '../../support/providers/providerRun';
import { textVector } from '../../support/providers/textVector';

const mark = 'bannermark';
const isBad = (text: string): boolean => text.includes(mark);
const badFile = `export function ${mark}Of(guest: string): string {\n  return guest;\n}\n`;

const page = (status: number): Fault =>
  say(status, '<!DOCTYPE html><html><head><title>Request blocked</title></head><body>Sorry</body></html>', {
    'content-type': 'text/html',
  });

/** Answers with this value instead of the vectors of bad texts. */
const spoilBad =
  (vector: unknown): Fault =>
  (request, reply) => {
    spoil((all) => all.map((one, i) => (isBad(request.inputs[i]!) ? { ...one, embedding: vector } : one)))(
      request,
      reply,
    );
  };

/** NaN as written by Python and Go. */
const notJson: Fault = ({ inputs }, { response }) => {
  const data = inputs.map((text, index) => ({
    index,
    embedding: isBad(text) ? new Array<string>(64).fill('@') : textVector(text, 64),
  }));
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ data }).replaceAll('"@"', 'NaN'));
};

/** Whether the server's failure for a text is temporary or permanent. */
type Kind = 'passing' | 'lasting';

const badTexts: readonly (readonly [what: string, fault: Fault, kind: Kind, message: string])[] = [
  [
    '500',
    answer(500, { error: 'json: unsupported value: NaN' }),
    'passing',
    'returned 500: json: unsupported',
  ],
  ['null for a vector', spoilBad(null), 'passing', 'a vector of 0 dimensions'],
  ['nulls', spoilBad(new Array(64).fill(null)), 'passing', 'a number that is not finite'],
  ['zeros', spoilBad(new Array(64).fill(0)), 'passing', 'a vector of zeros only'],
  ['NaN, which is not JSON', notJson, 'passing', 'a number that is not finite'],
  ['a page of a firewall, 403', page(403), 'lasting', 'returned 403: Request blocked.'],
  ['a page of a firewall, 406', page(406), 'lasting', 'returned 406: Request blocked.'],
  [
    'content_filter',
    refuse(400, { message: 'The response was filtered', code: 'content_filter' }),
    'lasting',
    'returned 400: content_filter: The response was filtered.',
  ],
  [
    'DataInspectionFailed',
    answer(400, {
      code: 'DataInspectionFailed',
      message: 'Input text data may contain inappropriate content.',
    }),
    'lasting',
    'DataInspectionFailed: Input text data may contain inappropriate content.',
  ],
  ['a filter in Chinese', refuse(400, { message: '内容安全审核未通过' }), 'lasting', '内容安全审核未通过'],
  ['413', say(413, ''), 'lasting', 'returned 413.'],
  ['422', refuse(422, { message: 'Unprocessable Entity' }), 'lasting', 'returned 422: Unprocessable Entity.'],
  [
    'a connection that breaks',
    onSocket(faults.reset),
    'passing',
    'was lost before the response was complete',
  ],
];

/** A folder with one text that causes the fault, and 31 files that do not. */
async function withBadFile(
  fault: Fault,
): Promise<{ server: FaultServer; run: ProviderRun; rule: (request: ArrivedRequest) => Fault | undefined }> {
  const server = await startFaultServer();
  const run = await ProviderRun.start({ args: openaiAt(server.origin) });
  await writeFile(path.join(run.folder, 'bad.ts'), badFile);
  const rule = ({ inputs }: ArrivedRequest): Fault | undefined => (inputs.some(isBad) ? fault : undefined);
  server.always(rule);
  return { server, run, rule };
}

async function statusOf(run: ProviderRun, ...args: readonly string[]): Promise<StatusReport> {
  const { stdout } = await run.command('status', run.folder, '--json', ...args);
  return JSON.parse(stdout) as StatusReport;
}

/** Checks that all files are indexed, and all texts except the bad one have the correct vector. */
async function expectOnlyBadWithout(run: ProviderRun): Promise<void> {
  const { texts, missing } = await run.read();
  expect(missing).toEqual([]);
  expect(wrongVectors(texts, 64)).toEqual(['bad.ts:1']);
  expect(texts.find(({ at }) => at === 'bad.ts:1')?.vector).toBeUndefined();
}

describe.each(badTexts)('%s over one text', (_, fault, kind, message) => {
  it('does not stop indexing: the text is found by keywords, and reported', async () => {
    const { server, run, rule } = await withBadFile(fault);
    const { code, stdout, stderr } = await run.command('index', run.folder, '--json');
    expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
    const report = JSON.parse(stdout) as FolderIndexReport;
    expect(report.failed).toEqual([]);
    expect(report.withoutVector).toEqual([
      {
        path: 'bad.ts',
        chunks: 1,
        code: expect.stringMatching(/^PROVIDER_/) as string,
        message: expect.stringContaining(message) as string,
      },
    ]);
    expect(stderr).toContain(
      '1 file has chunks that the provider could not embed; keyword matches only.\n  bad.ts: ',
    );
    expect(stderr).toContain(message);
    await expectOnlyBadWithout(run);
    expect(await statusOf(run)).toMatchObject({ state: 'ready', filesWithoutVector: 1 });
    // The other texts are sent only once.
    const paid = textsOf(server.answered).filter((text) => text.includes('mark0'));
    expect(new Set(paid).size).toBe(paid.length);

    const search = await run.command('search', `${mark}Of`, run.folder, '--no-update', '--json');
    expect((JSON.parse(search.stdout) as SearchAnswer).results[0]?.path).toBe('bad.ts');

    // A temporary failure is retried once by the next run, then not again until something changes.
    for (const again of kind === 'passing' ? [true, false] : [false]) {
      server.reset();
      server.always(rule);
      expect((await run.index()).withoutVector).toMatchObject([{ path: 'bad.ts', chunks: 1 }]);
      expect([textsOf(server.requests).some(isBad), server.requests.length < 4]).toEqual([again, true]);
    }
  });
});

describe('a text that was refused', () => {
  it('gets its vector in the next run if the cause was temporary', async () => {
    const { server, run } = await withBadFile(answer(500, { error: 'out of memory' }));
    await run.index();
    server.reset();
    expect((await run.index()).withoutVector).toEqual([]);
    expect(server.requests).toHaveLength(1);
    await run.expectRightIndex(64);
  });

  it('is tried again when it changes', async () => {
    const { server, run } = await withBadFile(page(403));
    await run.index();
    await writeFile(path.join(run.folder, 'bad.ts'), badFile.replaceAll(mark, 'harmless'));
    server.reset();
    expect((await run.index()).withoutVector).toEqual([]);
    await run.expectRightIndex(64);
  });

  it('does not prevent the index of another model from being complete, and is sent to that model', async () => {
    const { server, run } = await withBadFile(page(403));
    await run.index();
    const other = ['--model', 'text-embedding-3-large'];
    expect((await run.index(...other)).withoutVector).toHaveLength(1);
    expect(await statusOf(run, ...other)).toMatchObject({ state: 'ready', filesWithoutVector: 1 });
    server.reset();
    const ada = ['--model', 'text-embedding-ada-003'];
    expect((await run.index(...ada)).withoutVector).toEqual([]);
    expect(await statusOf(run, ...ada)).toMatchObject({ state: 'ready', filesWithoutVector: 0 });
  });

  it('is sent once if it occurs in many places', async () => {
    const { server, run } = await withBadFile(page(403));
    for (let i = 0; i < 5; i++) await writeFile(path.join(run.folder, `copy${i}.ts`), badFile);
    expect((await run.index()).withoutVector).toHaveLength(6);
    expect(server.requests.filter(({ inputs }) => inputs.length === 1 && isBad(inputs[0]!))).toHaveLength(1);
  });

  it('is reported without the key and without control characters of the server', async () => {
    const said = `Refused\u001b]52;c;AAAA\u0007 for ${personsKey}, token ghp_${'A1b2'.repeat(9)}`;
    const { run } = await withBadFile(refuse(400, { message: said, code: 'content_filter' }));
    const report = await run.index();
    expect(report.withoutVector[0]?.message).toMatch(/Refused \]52;c;AAAA for \*\*\*, token \[secret\]/);
    expect(await run.placesOf(personsKey)).toEqual([]);
    expect(run.outputs.join('')).not.toContain('\u001b');
  });
});

describe('a server that refuses every text', () => {
  it.each<[string, Fault, string]>([
    ['with 500', answer(500, { error: 'out of order' }), 'PROVIDER_BUSY'],
    ['with the page of a firewall', page(403), 'PROVIDER_KEY'],
    ['with a filter', refuse(400, { message: 'Blocked', code: 'content_filter' }), 'PROVIDER_REFUSED'],
    [
      'with zeros',
      spoil((all) => all.map((one) => ({ ...one, embedding: new Array(64).fill(0) }))),
      'PROVIDER_ANSWER',
    ],
    ['with broken connections', onSocket(faults.reset), 'PROVIDER_UNREACHABLE'],
  ])('%s is the cause, and the run stops', async (_, fault, code) => {
    const { server, run } = await withBadFile(fault);
    server.always(() => fault);
    expect((await run.failToIndex()).startsWith(`${code}: `)).toBe(true);
    expect(server.requests.length).toBeLessThan(14);
  });
});

describe('a server that crashes because of a text', () => {
  it('is awaited until it runs again', async () => {
    const { server, run } = await withBadFile(onSocket(faults.reset));
    let backAt = 0;
    server.always(({ inputs }) => {
      if (inputs.some(isBad)) backAt = Date.now() + 1500;
      return Date.now() < backAt ? onSocket(faults.reset) : undefined;
    });
    expect((await run.index()).withoutVector.map(({ path: file }) => file)).toEqual(['bad.ts']);
    await expectOnlyBadWithout(run);
  });
});
