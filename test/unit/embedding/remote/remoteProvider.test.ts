import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CancelledError } from '../../../../src/common/errors/errors';
import { silentLogger, type Logger } from '../../../../src/common/logger';
import type { OpenaiFacts } from '../../../../src/engine/embedding/providers/openaiDialect';
import { estimateTokens } from '../../../../src/engine/embedding/remote/estimateTokens';
import { volatileMemory, type LimitMemory } from '../../../../src/engine/embedding/remote/learnedLimits';
import { RemoteProvider } from '../../../../src/engine/embedding/remote/remoteProvider';
import {
  fakeDimensions,
  fakeEndpoint,
  FakeTransport,
  refusalOf,
  vectorOf,
  type FakeAnswer,
  type FakeRequest,
} from './fakeProvider';
import { settle } from './settle';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

interface Options extends Partial<OpenaiFacts> {
  readonly memory?: LimitMemory;
  readonly apiKey?: string;
  readonly askedDimensions?: number;
  readonly mask?: (text: string) => string;
  readonly logger?: Logger;
}

function open(
  answer?: (request: FakeRequest, number: number) => FakeAnswer | undefined,
  { memory = volatileMemory(), apiKey, askedDimensions, mask, logger = silentLogger, ...facts }: Options = {},
): { provider: RemoteProvider; transport: FakeTransport; memory: LimitMemory } {
  const transport = new FakeTransport(answer, 50);
  const provider = new RemoteProvider({
    endpoint: fakeEndpoint(facts, { apiKey }),
    transport,
    memory,
    dimensions: fakeDimensions,
    askedDimensions,
    mask: mask ?? ((text) => text),
    logger,
  });
  return { provider, transport, memory };
}

const prefixed: Options = { prefixOf: (_, role) => (role === 'query' ? 'find: ' : 'code: ') };
const masking: Options = { mask: (text) => text.replaceAll('hunter2', '[secret]') };

describe('a remote provider', () => {
  it('describes itself and its limits', () => {
    const { provider } = open(undefined, { maxInputs: 16, concurrency: 8 });
    expect(provider).toMatchObject({ id: 'fake', model: 'fake-model', dimensions: 3, host: 'fake.example' });
    expect(provider.limits).toEqual({ maxInputs: 16, inputsUnderWay: 2048 });
    expect(open(undefined, { maxInputs: 2048, concurrency: 8 }).provider.limits).toEqual({
      maxInputs: 64,
      inputsUnderWay: 8192,
    });
    const memory = volatileMemory({ maxInputs: 4 });
    expect(open(undefined, { maxInputs: 16, memory }).provider.limits.maxInputs).toBe(4);
  });

  it('puts the prefixes of documents and queries before them', async () => {
    const { provider, transport } = open(undefined, prefixed);
    const [document] = await settle(provider.embedDocuments(['a']));
    expect(document).toEqual(vectorOf('code: a'));
    expect(await settle(provider.embedQuery('a'))).toEqual(vectorOf('find: a'));
    expect(transport.batches).toEqual([['code: a'], ['find: a']]);
  });

  it('masks secrets in documents and queries before they are sent', async () => {
    const { provider, transport } = open(undefined, masking);
    await settle(provider.embedDocuments(['password = hunter2', 'b']));
    await settle(provider.embedQuery('where is hunter2'));
    expect(transport.batches).toEqual([['password = [secret]', 'b'], ['where is [secret]']]);
    expect(JSON.stringify(transport.requests)).not.toContain('hunter2');
  });

  it('sends the key, and the dimensions if they are chosen', async () => {
    const asked: Options = { apiKey: 'key', key: 'required', askedDimensions: 3, dimensionsOf: () => 'any' };
    const { provider, transport } = open(undefined, asked);
    await settle(provider.embedDocuments(['a']));
    await settle(provider.embedQuery('a'));
    for (const { headers, body } of transport.requests) {
      expect(headers['authorization']).toBe('Bearer key');
      expect(body).toEqual({ model: 'fake-model', input: ['a'], dimensions: 3 });
    }
  });

  it('sends nothing without a required key', async () => {
    const { provider, transport } = open(undefined, { key: 'required' });
    await expect(settle(provider.embedDocuments(['a']))).rejects.toMatchObject({ code: 'PROVIDER_KEY' });
    await expect(settle(provider.embedQuery('a'))).rejects.toMatchObject({ code: 'PROVIDER_KEY' });
    expect(transport.requests).toEqual([]);
  });

  it('counts its requests', async () => {
    const { provider } = open(undefined, { maxInputs: 2 });
    await settle(provider.embedDocuments(['a', 'b', 'c']));
    await settle(provider.embedQuery('a'));
    expect(provider.requests).toBe(3);
  });

  it('fails if one request fails, after all have ended', async () => {
    const { provider } = open((_, number) => (number === 1 ? refusalOf(401, 'No such key') : undefined), {
      maxInputs: 1,
    });
    await expect(settle(provider.embedDocuments(['a', 'b', 'c']))).rejects.toMatchObject({
      code: 'PROVIDER_KEY',
    });
  });

  it('logs that a text gets no vector, without the text', async () => {
    const warnings: string[] = [];
    const logger = { ...silentLogger, warn: (line: string) => warnings.push(line) };
    const answer = ({ inputs }: FakeRequest): FakeAnswer | undefined =>
      inputs.includes('bad text') ? refusalOf(400, 'Filtered') : undefined;
    const { provider } = open(answer, { maxInputs: 1, logger });
    expect(await settle(provider.embedDocuments(['a', 'bad text']))).toEqual([vectorOf('a'), undefined]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('Filtered');
    expect(warnings[0]).not.toContain('bad text');
  });

  it('can be cancelled while it waits', async () => {
    const { provider } = open();
    const controller = new AbortController();
    const run = provider.embedDocuments(['a'], controller.signal);
    const cancelled = expect(run).rejects.toBeInstanceOf(CancelledError);
    await vi.advanceTimersByTimeAsync(10);
    controller.abort();
    await settle(cancelled);
    await expect(provider.embedDocuments(['a'], AbortSignal.abort())).rejects.toBeInstanceOf(CancelledError);
  });

  it('closes its connections', async () => {
    const { provider, transport } = open();
    await provider.close();
    expect(transport.isClosed).toBe(true);
  });
});

describe('a query', () => {
  it('is sent once, even if it is repeated', async () => {
    const { provider, transport } = open();
    const first = await settle(provider.embedQuery('same'));
    expect(await settle(provider.embedQuery('same'))).toBe(first);
    expect(transport.requests).toHaveLength(1);
  });

  it('is cached until a hundred newer ones were sent', async () => {
    const { provider, transport } = open();
    const ask = (text: string): Promise<unknown> => settle(provider.embedQuery(text));
    for (let i = 0; i < 100; i++) await ask(`query ${i}`);
    await ask('query 0');
    expect(transport.requests).toHaveLength(100);
    await ask('one more');
    await ask('query 0');
    expect(transport.requests).toHaveLength(101);
    await ask('query 1');
    expect(transport.requests).toHaveLength(102);
  });

  it('for similar text gets the prefix and the mask of a document, unlike a query with the same words', async () => {
    const { provider, transport } = open(undefined, { ...prefixed, ...masking });
    const text = 'const key = hunter2';
    const like = await settle(provider.embedQuery(text, { role: 'document' }));
    expect(await settle(provider.embedQuery(text))).not.toEqual(like);
    expect(await settle(provider.embedQuery(text, { role: 'document' }))).toBe(like);
    expect(transport.batches).toEqual([['code: const key = [secret]'], ['find: const key = [secret]']]);
  });

  it('that is blank is not sent', async () => {
    const { provider, transport } = open();
    expect(await settle(provider.embedQuery('  '))).toBeUndefined();
    expect(transport.requests).toEqual([]);
  });

  it('does not wait for documents', async () => {
    const { provider } = open(undefined, { maxInputs: 1, concurrency: 1 });
    const documents = provider.embedDocuments(Array.from({ length: 100 }, (_, i) => `text ${i}`));
    await vi.advanceTimersByTimeAsync(20);
    expect(await settle(provider.embedQuery('quick'), 100)).toEqual(vectorOf('quick'));
    await settle(documents);
  });

  it('that failed is followed by a pause in which none is sent', async () => {
    const { provider, transport } = open((_, number) =>
      number === 0 ? refusalOf(401, 'No such key') : undefined,
    );
    const failure = { code: 'PROVIDER_KEY', message: expect.stringContaining('No such key') as string };
    await expect(settle(provider.embedQuery('a'))).rejects.toMatchObject(failure);
    await vi.advanceTimersByTimeAsync(9000);
    await expect(settle(provider.embedQuery('b'))).rejects.toMatchObject(failure);
    expect(transport.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await settle(provider.embedQuery('b'))).toEqual(vectorOf('b'));
  });

  it('that is cached is answered during the pause, too', async () => {
    const { provider } = open((_, number) => (number === 1 ? refusalOf(401, 'No such key') : undefined));
    await settle(provider.embedQuery('known'));
    await expect(settle(provider.embedQuery('new'))).rejects.toMatchObject({ code: 'PROVIDER_KEY' });
    expect(await settle(provider.embedQuery('known'))).toEqual(vectorOf('known'));
  });

  it('fails after the patience of the caller', async () => {
    const { provider } = open(() => ({ ...refusalOf(503, 'Loading model'), afterMs: 10 }));
    const started = performance.now();
    await expect(settle(provider.embedQuery('a', { patienceMs: 1200 }))).rejects.toMatchObject({
      code: 'PROVIDER_BUSY',
    });
    expect(performance.now() - started).toBeLessThanOrEqual(1300);
  });

  it('that is cancelled does not count as a failure, and is not cached', async () => {
    const { provider, transport } = open();
    const controller = new AbortController();
    const run = expect(provider.embedQuery('a', { signal: controller.signal })).rejects.toBeInstanceOf(
      CancelledError,
    );
    await vi.advanceTimersByTimeAsync(10);
    controller.abort();
    await settle(run);
    expect(await settle(provider.embedQuery('a'))).toEqual(vectorOf('a'));
    expect(transport.requests).toHaveLength(2);
  });

  it('that is too long is embedded by its beginning', async () => {
    const { provider, transport } = open(undefined, { ...prefixed, maxInputTokens: 60 });
    const text = 'where are the words of a long query counted, and why so? '.repeat(20);
    await settle(provider.embedQuery(text));
    const [sent] = transport.batches[0]!;
    expect(estimateTokens(sent!)).toBeLessThanOrEqual(60);
    expect(sent!.length).toBeGreaterThan(30);
    expect(`find: ${text}`.startsWith(sent!)).toBe(true);
  });

  it('that is refused for its length is shortened and sent again', async () => {
    const answer = ({ inputs: [text] }: FakeRequest): FakeAnswer | undefined =>
      estimateTokens(text!) > 200 ? refusalOf(400, 'the input length exceeds the context length') : undefined;
    const { provider, transport } = open(answer, { maxInputTokens: 8000 });
    const text = 'where are the words of a long query counted, and why so? '.repeat(40);
    expect(await settle(provider.embedQuery(text))).toBeDefined();
    expect(transport.requests.length).toBeLessThan(6);
    expect(text.startsWith(transport.batches.at(-1)![0]!)).toBe(true);
  });

  it.each<[string, Partial<OpenaiFacts>, (request: FakeRequest) => FakeAnswer | undefined, object]>([
    [
      'is sent as a string where lists are refused',
      {},
      ({ isArray }) => (isArray ? refusalOf(422, 'input must be a string') : undefined),
      { asString: true },
    ],
    [
      'is sent without base64 where that is refused',
      { encodings: ['base64', 'float'] },
      ({ body }) =>
        'encoding_format' in body ? refusalOf(400, 'encoding_format is not supported') : undefined,
      { floatOnly: true },
    ],
  ])('%s, and that is remembered', async (_, facts, answer, learned) => {
    const { provider, transport, memory } = open(answer, facts);
    expect(await settle(provider.embedQuery('a'))).toEqual(vectorOf('a'));
    expect(memory.read()).toMatchObject(learned);
    await settle(provider.embedQuery('b'));
    expect(transport.requests).toHaveLength(3);
  });

  it('fails if it is refused in every form', async () => {
    const { provider, transport } = open(() => refusalOf(404, 'The model does not exist'));
    await expect(settle(provider.embedQuery('a'))).rejects.toMatchObject({ code: 'PROVIDER_REFUSED' });
    expect(transport.requests).toHaveLength(1);
  });
});
