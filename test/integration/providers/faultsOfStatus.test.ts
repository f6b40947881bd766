import { describe, expect, it } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { faults } from '../../support/http/faultyServer';
import { answer, eachOnce, onSocket, refuse } from '../../support/providers/faults';
import { startFaultServer, textsOf, type Fault } from '../../support/providers/faultServer';
import { expectRightVectors, failureOf, openRemote, sampleTexts } from '../../support/providers/openRemote';
import { oceanbaseAt, openaiAt, personsKey, ProviderRun } from '../../support/providers/providerRun';

const busy = { message: 'Rate limit reached', code: 'rate_limit_exceeded' };

describe('a temporary refusal', () => {
  const inASecond = (): string => new Date(Date.now() + 1000).toUTCString();
  it.each<[string, () => Fault]>([
    ['429 with seconds', () => refuse(429, busy, { 'retry-after': '1' })],
    ['429 with a date', () => refuse(429, busy, { 'retry-after': inASecond() })],
    ['429 with milliseconds', () => refuse(429, busy, { 'retry-after-ms': '20' })],
    ['429 alone', () => refuse(429, busy)],
    ['429 with a moment that is none', () => refuse(429, busy, { 'retry-after': 'soon' })],
    [
      '429 with what is left',
      () =>
        refuse(429, busy, { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '30ms' }),
    ],
    ['408', () => refuse(408, { message: 'Request Timeout' })],
    ['409', () => refuse(409, { message: 'Conflict' })],
    ['425', () => refuse(425, { message: 'Too Early' })],
    ['500', () => refuse(500, { message: 'The server had an error' })],
    ['502 of a gateway', () => answer(502, '<html><title>Bad Gateway</title></html>')],
    ['503', () => refuse(503, { message: 'Overloaded' })],
    ['529', () => answer(529, {})],
    [
      'success: false at 200',
      () => answer(200, { success: false, code: '429', message: 'Too many requests' }),
    ],
    ['an error at 200', () => answer(200, { error: { code: 503, message: 'No instance is free' } })],
  ])('%s: the request is repeated, and the vectors are right', async (_, fault) => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    server.next(fault());
    await expectRightVectors(provider, sampleTexts(5), server);
    expect(server.requests.map(({ inputs }) => inputs)).toEqual([sampleTexts(5), sampleTexts(5)]);
  });

  it.each([
    ['seconds', () => '1'],
    // Dates have no fractions of a second, so the delay is between one and two seconds.
    ['a date', () => new Date(Date.now() + 2000).toUTCString()],
  ])('is not followed by a request before the time that it names in %s', async (_, moment) => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    let earliest = 0;
    server.next((request, reply) => {
      const value = moment();
      earliest = value === '1' ? Date.now() + 1000 : Date.parse(value);
      refuse(429, busy, { 'retry-after': value })(request, reply);
    });
    await expectRightVectors(provider, sampleTexts(2), server);
    // Tolerance for rounded timers and clocks.
    expect(server.requests[1]!.arrivedAt).toBeGreaterThanOrEqual(earliest - 5);
  });

  it('ends the run if the wait is too long, and keeps the stored vectors', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin, { limits: { maxInputs: 2, concurrency: 1 } });
    await expectRightVectors(provider, sampleTexts(2), server);
    server.next(refuse(429, busy, { 'retry-after': '7200' }));
    const error = await failureOf(provider.embedDocuments(['another text']));
    expect(error).toMatchObject({ code: 'PROVIDER_BUSY', retryAfterMs: 600_000 });
    expect(server.requests).toHaveLength(2);
  });

  it('that is followed by others leaves the index complete and right', async () => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: oceanbaseAt(server.origin), files: 60 });
    server.always(
      eachOnce(
        refuse(503, { message: 'Overloaded' }),
        refuse(429, busy, { 'retry-after': '1' }),
        onSocket(faults.reset),
        refuse(500, { message: 'Internal error' }),
        answer(200, { success: false, code: '429', message: 'Too many requests' }),
        refuse(429, busy),
      ),
    );
    const report = await run.index();
    expect(report.failed).toEqual([]);
    expect(report.requests).toBe(server.requests.length);
    expect(server.requests).toHaveLength(2 * server.answered.length);
    expect(textsOf(server.answered)).toHaveLength(report.embedded);
    await run.expectRightIndex(server.dimensions);
  });

  it('that does not end causes one clear line', async () => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: openaiAt(server.origin), files: 2 });
    server.always(() => refuse(503, { message: 'The engine is overloaded', code: 'overloaded' }));
    const line = await run.failToIndex();
    expect(line).toBe(
      `PROVIDER_BUSY: OpenAI (127.0.0.1:${server.port}) returned 503: overloaded: The engine is overloaded. ` +
        'Existing embeddings are kept. Indexing continues when the provider is available again.',
    );
    server.reset();
    await run.index();
    await run.expectRightIndex(server.dimensions);
  });
});

describe('a model that the server is loading', () => {
  const loading = refuse(503, { message: 'Loading model', type: 'unavailable_error' });

  it('is awaited at the start and within a run, and the user is informed', async () => {
    const server = await startFaultServer();
    const args = ['--provider', 'openai-compatible', '--model', 'm', '--base-url', `${server.origin}/v1`];
    const run = await ProviderRun.start({ args, files: 40 });
    let requests = 0;
    // More attempts than for a temporary refusal.
    server.always(() => (++requests <= 4 || requests === 6 ? loading : undefined));
    const { code, stderr } = await run.command('index', run.folder, '--json');
    expect(code).toBe(0);
    expect(stderr.match(/^Waiting for the server to load the model…$/gm)).toHaveLength(2);
    await run.expectRightIndex(server.dimensions);
  });
});

describe('a permanent refusal', () => {
  const echo = (key: string): string => `Incorrect API key provided: ${key}. See your account.`;
  it.each<[string, Fault, string, RegExp]>([
    [
      '401, which repeats the key',
      refuse(401, { message: echo(personsKey), code: 'invalid_api_key' }),
      'PROVIDER_KEY',
      /returned 401: invalid_api_key: Incorrect API key provided: \*\*\*\. See your account\. Check the API key/,
    ],
    [
      '403',
      refuse(403, { message: 'Your country is not supported', code: 'unsupported_country' }),
      'PROVIDER_KEY',
      /returned 403: unsupported_country: Your country is not supported\. /,
    ],
    [
      '404',
      refuse(404, { message: 'The model does not exist', code: 'model_not_found' }),
      'PROVIDER_REFUSED',
      /returned 404: model_not_found: The model does not exist\. Check the model \(text-embedding-3-small\)/,
    ],
    ['404 without a word', answer(404, ''), 'PROVIDER_REFUSED', /returned 404\. Check the model /],
    [
      '400',
      refuse(400, { message: 'This model does not support embeddings', type: 'invalid_request_error' }),
      'PROVIDER_REFUSED',
      /returned 400: invalid_request_error: This model does not support embeddings\. /,
    ],
    [
      '429 for a quota that is used up',
      refuse(
        429,
        { message: 'You exceeded your current quota', code: 'insufficient_quota' },
        { 'retry-after': '1' },
      ),
      'PROVIDER_QUOTA',
      /returned 429: insufficient_quota: You exceeded your current quota\. .*Top it up at OpenAI/,
    ],
    [
      '402',
      refuse(402, { message: 'Payment required' }),
      'PROVIDER_QUOTA',
      /returned 402: Payment required\. /,
    ],
    [
      'success: false at 200',
      answer(200, { success: false, code: 'ModelNotOpen', message: 'The model is not activated' }),
      'PROVIDER_REFUSED',
      /returned 200: ModelNotOpen: The model is not activated\. /,
    ],
    [
      'success: false at 200, with the status in it',
      answer(200, { success: false, code: '401', message: 'Token invalid' }),
      'PROVIDER_KEY',
      /returned 401: Token invalid\. /,
    ],
  ])('%s: no further request, one line, and nothing is lost', async (_, fault, code, words) => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: openaiAt(server.origin), files: 5 });
    await run.index();
    await run.write(3);
    server.reset();
    server.always(() => fault);

    const line = await run.failToIndex();
    expect(line.startsWith(`${code}: OpenAI (127.0.0.1:${server.port}) `)).toBe(true);
    expect(line).toMatch(words);
    // How the texts are divided into requests depends on timing, but no request is sent twice.
    const bodies = server.requests.map(({ body }) => body);
    expect(bodies.length).toBeGreaterThan(0);
    expect(new Set(bodies).size).toBe(bodies.length);
    expect(await run.placesOf(personsKey)).toEqual([]);

    server.reset();
    const report = await run.index();
    expect(textsOf(server.requests)).toHaveLength(report.embedded);
    expect(report.embedded).toBeLessThan(report.chunks);
    await run.expectRightIndex(server.dimensions);
  });

  it('is an error with advice, also within the process', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    server.always(() => refuse(401, { message: 'No such key' }));
    const error = await failureOf(provider.embedDocuments(sampleTexts(3)));
    expect(error).toBeInstanceOf(SemanticSearchError);
    expect(error).toMatchObject({ code: 'PROVIDER_KEY', retryAfterMs: undefined });
    expect(await failureOf(provider.embedQuery('kettle'))).toMatchObject({ code: 'PROVIDER_KEY' });
    expect(server.requests).toHaveLength(2);
  });
});
