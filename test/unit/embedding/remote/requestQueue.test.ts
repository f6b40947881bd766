import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CancelledError } from '../../../../src/common/errors/errors';
import { estimateTokens } from '../../../../src/engine/embedding/remote/estimateTokens';
import { meanDirection } from '../../../../src/engine/embedding/remote/vectorMath';
import {
  type FakeTransport,
  numbersOf,
  refusalOf,
  vectorOf,
  type FakeAnswer,
  type FakeRequest,
} from './fakeProvider';
import { setUpQueue as setUp } from './queueSetup';
import { settle } from './settle';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const texts = (count: number, name = 'text'): string[] =>
  Array.from({ length: count }, (_, i) => `${name} ${i}`);
const vectorsOf = (many: readonly string[]): Float32Array[] => many.map(vectorOf);
const sizes = ({ batches }: FakeTransport): number[] => batches.map(({ length }) => length);

describe('packing', () => {
  it('fills requests with the texts of several callers', async () => {
    const { embed, transport } = setUp(undefined, { maxInputs: 4 });
    const callers = ['a', 'b', 'c'].map((name) => embed(texts(3, name)));
    const answers = await settle(Promise.all(callers));
    expect(transport.batches).toEqual([['a 0', 'a 1', 'a 2', 'b 0'], ['b 1', 'b 2', 'c 0', 'c 1'], ['c 2']]);
    expect(answers).toEqual(['a', 'b', 'c'].map((name) => vectorsOf(texts(3, name))));
  });

  it('waits a moment for texts of consecutive calls', async () => {
    const { embed, transport } = setUp(undefined, { maxInputs: 4 });
    const first = embed(['a']);
    await vi.advanceTimersByTimeAsync(3);
    const second = embed(['b']);
    await vi.advanceTimersByTimeAsync(3);
    const third = embed(['c']);
    await settle(Promise.all([first, second, third]));
    expect(transport.batches).toEqual([['a', 'b', 'c']]);
  });

  it('fills requests up to the token limit, and sends a longer text alone', async () => {
    const most = 3 * estimateTokens('text 0');
    const { embed, transport } = setUp(undefined, { maxInputs: 100, maxRequestTokens: most });
    const long = 'a much longer text than the others are, longer than all that fits';
    expect(estimateTokens(long)).toBeGreaterThan(most);
    const all = [...texts(4), long, ...texts(2, 'more')];
    expect(await settle(embed(all))).toEqual(vectorsOf(all));
    for (const batch of transport.batches.filter(({ length }) => length > 1)) {
      expect(batch.reduce((sum, text) => sum + estimateTokens(text), 0)).toBeLessThanOrEqual(most);
    }
    expect(transport.batches).toContainEqual([long]);
    expect(sizes(transport)[0]).toBe(3);
  });

  it('counts the prefix of each text', async () => {
    const prefix = 'search_document: ';
    const most = 2 * estimateTokens(`${prefix}text 0`);
    const { embed, transport } = setUp(undefined, { maxInputs: 100, maxRequestTokens: most, prefix });
    expect(await settle(embed(texts(4)))).toEqual(vectorsOf(texts(4).map((text) => prefix + text)));
    expect(sizes(transport)).toEqual([2, 2]);
  });

  it('sends nothing for blank texts', async () => {
    const { embed, transport } = setUp();
    expect(await settle(embed(['', ' \n\t']))).toEqual([undefined, undefined]);
    expect(transport.requests).toEqual([]);
  });

  it('sends one request first, and the allowed number at a time once it is answered', async () => {
    const { embed, transport } = setUp(undefined, { maxInputs: 1, concurrency: 3 });
    const all = embed(texts(10));
    await vi.advanceTimersByTimeAsync(10);
    expect(transport.underWay).toBe(1);
    await vi.advanceTimersByTimeAsync(20);
    expect(transport.underWay).toBe(3);
    await settle(all);
    expect(transport.mostUnderWay).toBe(3);
  });
});

describe('the vectors', () => {
  it('belong to their texts, in whatever order answers and vectors arrive', async () => {
    const answer = ({ inputs }: FakeRequest, number: number): FakeAnswer => ({
      afterMs: 10 + ((number * 37) % 90),
      body: {
        data: inputs.map((text, index) => ({ index, embedding: numbersOf(text) })).reverse(),
      },
    });
    const { embed, transport } = setUp(answer, { maxInputs: 3, concurrency: 4 });
    expect(await settle(embed(texts(50)))).toEqual(vectorsOf(texts(50)));
    expect(transport.mostUnderWay).toBe(4);
  });

  it('of a text that is too long are the mean of its pieces, each with the prefix', async () => {
    const prefix = 'passage: ';
    const { embed, transport } = setUp(undefined, { maxInputs: 100, maxInputTokens: 40, prefix });
    const long = 'first line of words\nsecond line of words\nthird line of words\n';
    const [a, found, b] = await settle(embed(['a', long, 'b']));
    const sent = transport.batches.flat();
    expect([a, b]).toEqual(vectorsOf([`${prefix}a`, `${prefix}b`]));
    const pieces = sent.filter((text) => text.includes('words'));
    expect(pieces.length).toBeGreaterThan(1);
    expect(sent.every((text) => text.startsWith(prefix) && estimateTokens(text) <= 40)).toBe(true);
    expect(pieces.map((piece) => piece.slice(prefix.length)).join('')).toBe(long);
    const weights = pieces.map((piece) => piece.length - prefix.length);
    const mean = meanDirection(vectorsOf(pieces), weights);
    for (const [i, value] of mean.entries()) expect(found![i]).toBeCloseTo(value, 6);
  });
});

describe('a request that is refused for its size', () => {
  /** Accepts a limited number of texts, with DashScope's message. */
  const takes =
    (most: number) =>
    ({ inputs }: FakeRequest): FakeAnswer | undefined =>
      inputs.length > most
        ? refusalOf(400, `batch size is invalid, it should not be larger than ${most}.: input.contents`)
        : undefined;

  it('is halved until it is accepted, and the limit is stored', async () => {
    const { embed, transport, memory } = setUp(takes(10), { maxInputs: 64, concurrency: 4 });
    expect(await settle(embed(texts(200)))).toEqual(vectorsOf(texts(200)));
    expect(sizes(transport).slice(0, 4)).toEqual([64, 32, 16, 8]);
    expect(memory.read().maxInputs).toBe(8);
    expect(Math.max(...sizes(transport).slice(4))).toBe(8);
    const next = setUp(takes(10), { maxInputs: 64, memory });
    await settle(next.embed(texts(20)));
    expect(sizes(next.transport)).toEqual([8, 8, 4]);
  });

  it('keeps the texts in their order', async () => {
    const { embed, transport } = setUp(takes(2), { maxInputs: 8 });
    await settle(embed(texts(8)));
    expect(transport.batches.filter(({ length }) => length <= 2).flat()).toEqual(texts(8));
  });

  it('is halved by tokens if there are too many', async () => {
    const most = 100;
    const answer = ({ inputs }: FakeRequest): FakeAnswer | undefined => {
      const tokens = inputs.reduce((sum, text) => sum + estimateTokens(text), 0);
      return tokens > most
        ? refusalOf(400, `Requested ${tokens} tokens, max ${most} tokens per request`)
        : undefined;
    };
    const { embed, memory } = setUp(answer, { maxInputs: 64 });
    expect(await settle(embed(texts(64)))).toEqual(vectorsOf(texts(64)));
    expect(memory.read().maxInputs).toBeUndefined();
    expect(memory.read().maxRequestTokens).toBeGreaterThan(most / 2);
    expect(memory.read().maxRequestTokens).toBeLessThanOrEqual(most);
  });

  it('is sent one string at a time if lists are refused', async () => {
    const answer = ({ isArray }: FakeRequest): FakeAnswer | undefined =>
      isArray ? refusalOf(400, 'input must be a string') : undefined;
    const { embed, transport, memory } = setUp(answer, { maxInputs: 16 });
    expect(await settle(embed(texts(5)))).toEqual(vectorsOf(texts(5)));
    expect(memory.read()).toMatchObject({ maxInputs: 1, asString: true });
    expect(transport.requests.filter(({ isArray }) => isArray)).toHaveLength(1);
  });

  it('is sent without base64 if that is refused', async () => {
    const answer = ({ body }: FakeRequest): FakeAnswer | undefined =>
      body['encoding_format'] === 'base64'
        ? refusalOf(400, 'encoding_format: base64 is not supported')
        : undefined;
    const { embed, transport, memory } = setUp(answer, { encodings: ['base64', 'float'] });
    expect(await settle(embed(texts(6)))).toEqual(vectorsOf(texts(6)));
    expect(memory.read()).toEqual({ floatOnly: true });
    expect(transport.requests.filter(({ body }) => 'encoding_format' in body)).toHaveLength(1);
  });

  it('is divided if its only text is too long, and no longer one is sent afterwards', async () => {
    const most = 60;
    const answer = ({ inputs }: FakeRequest): FakeAnswer | undefined =>
      inputs.some((text) => estimateTokens(text) > most)
        ? refusalOf(400, 'the input length exceeds the context length')
        : undefined;
    const { embed, memory } = setUp(answer, { maxInputs: 1, maxInputTokens: 1000 });
    const long = 'a line of the long text\n'.repeat(20);
    const [a, found, b] = await settle(embed(['a', long, 'b']));
    expect([a, b]).toEqual(vectorsOf(['a', 'b']));
    expect(Math.hypot(...found!)).toBeCloseTo(1, 5);
    expect(memory.read().maxInputTokens).toBeLessThanOrEqual(most);
    expect(memory.read().maxInputTokens).toBeGreaterThan(most / 4);
  });

  it('sets the limit before the next request, and its parts are sent before waiting texts', async () => {
    const most = 60;
    const answer = ({ inputs }: FakeRequest): FakeAnswer | undefined =>
      inputs.some((text) => estimateTokens(text) > most)
        ? refusalOf(400, 'the input is too long')
        : undefined;
    const { embed, transport } = setUp(answer, { maxInputs: 1, maxInputTokens: 1000, concurrency: 1 });
    const long = (name: string): string => `a line of ${name}\n`.repeat(8);
    const others = texts(5);
    const found = await settle(embed([long('the first'), ...others, long('the second')]));
    expect(found.every(Boolean)).toBe(true);
    const isRefused = (text: string): boolean => estimateTokens(text) > most;
    const sent = transport.batches.flat();
    expect(sent.filter(isRefused)).toEqual([long('the first')]);
    expect(sent.indexOf(others[0]!)).toBe(sent.findLastIndex((text) => text.includes('the first')) + 1);
  });

  it('also discards the limit of the number that a second refusal set', async () => {
    const answer = ({ inputs }: FakeRequest): FakeAnswer | undefined =>
      inputs.some((text) => estimateTokens(text) > 180) ? refusalOf(413, '') : undefined;
    const { embed, memory } = setUp(answer, { maxInputs: 8, maxInputTokens: 1000, concurrency: 2 });
    const long = 'a line of a long text\n'.repeat(24);
    // The first request is sent alone; then two are active, and both are refused.
    await settle(embed(texts(8, 'first')));
    await settle(embed([long, ...texts(14), `${long} `]));
    expect(memory.read()).toEqual({ maxInputTokens: expect.any(Number) as number });
  });

  it('leaves a text without a vector if it cannot be divided further', async () => {
    const answer = ({ inputs }: FakeRequest): FakeAnswer | undefined =>
      inputs.includes('x') ? refusalOf(413, '') : undefined;
    const { embed, refused } = setUp(answer, { maxInputs: 1 });
    expect(await settle(embed(['a', 'x', 'b']))).toEqual([vectorOf('a'), undefined, vectorOf('b')]);
    expect(refused).toHaveLength(1);
  });

  it('sets no limit of length if a text is refused down to its last words', async () => {
    const answer = ({ inputs }: FakeRequest): FakeAnswer | undefined =>
      inputs.some((text) => text.includes('bad')) ? refusalOf(500, 'index out of range in self') : undefined;
    const { embed, memory, refused } = setUp(answer, { maxInputs: 4, maxInputTokens: 1000 });
    const found = await settle(embed(['a', 'bad words\n'.repeat(40), 'b']));
    expect([found[0], found[2]]).toEqual(vectorsOf(['a', 'b']));
    expect(refused.length).toBeGreaterThan(0);
    expect(memory.read()).toEqual({});
  });
});

describe('a text that is refused whatever its size', () => {
  const answer = ({ inputs }: Pick<FakeRequest, 'inputs'>): FakeAnswer | undefined =>
    inputs.some((text) => text.includes('bad'))
      ? refusalOf(400, 'The response was filtered due to the content management policy.')
      : undefined;

  it('gets no vector, and the others get theirs', async () => {
    const { embed, refused, memory } = setUp(answer, { maxInputs: 8, concurrency: 2 });
    const all = [...texts(10), 'bad', ...texts(10, 'more')];
    const expected = all.map((text) => (text === 'bad' ? undefined : vectorOf(text)));
    expect(await settle(embed(all))).toEqual(expected);
    expect(refused.map(({ code }) => code)).toEqual(['PROVIDER_REFUSED']);
    // The number of texts was not the cause.
    expect(memory.read().maxInputs).toBeUndefined();
  });

  it('is not assumed if all texts are refused', async () => {
    const { embed, transport } = setUp(() => answer({ inputs: ['bad'] }), { maxInputs: 4 });
    await expect(settle(embed(texts(50, 'bad')))).rejects.toMatchObject({ code: 'PROVIDER_REFUSED' });
    expect(transport.requests.length).toBeLessThan(20);
  });

  it('ends the run if the refusal has another cause', async () => {
    const { embed, transport } = setUp(() => refusalOf(400, 'This model does not support embeddings'));
    await expect(settle(embed(texts(50)))).rejects.toThrow('does not support embeddings');
    // The second request is a probe text.
    expect(transport.requests).toHaveLength(2);
  });
});

describe('a failure', () => {
  it('of one request rejects all waiting texts, and nothing more is sent', async () => {
    const { embed, transport } = setUp(
      (_, number) => (number < 2 ? undefined : refusalOf(401, 'No such key')),
      {
        maxInputs: 1,
        concurrency: 1,
      },
    );
    const outcomes = Promise.allSettled(texts(6).map((text) => embed([text])));
    const statuses = (await settle(outcomes)).map(({ status }) => status);
    expect(statuses).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'rejected', 'rejected']);
    expect(transport.requests).toHaveLength(3);
  });

  it('does not affect later calls', async () => {
    const { embed } = setUp((_, number) => (number === 0 ? refusalOf(401, 'No such key') : undefined));
    await expect(settle(embed(['a']))).rejects.toMatchObject({ code: 'PROVIDER_KEY' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(await settle(embed(['a']))).toEqual([vectorOf('a')]);
  });

  it('is caused by an answer with too few vectors, after some retries', async () => {
    const short = { body: { data: [{ index: 0, embedding: [1, 0, 0] }] } };
    const { embed, transport } = setUp(() => short, { maxInputs: 2 });
    await expect(settle(embed(['a', 'b']))).rejects.toMatchObject({
      code: 'PROVIDER_ANSWER',
      message: expect.stringContaining('1 vector for 2 texts') as string,
    });
    expect(transport.requests).toHaveLength(5);
  });

  it('is caused by a provider that accepts nothing for longer than the limit', async () => {
    const hours = { headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '7200' } };
    const { embed } = setUp(() => hours, { maxInputs: 1, concurrency: 1 });
    const [first, second] = await settle(Promise.allSettled([embed(['a']), embed(['b'])]));
    expect(first).toEqual({ status: 'fulfilled', value: [vectorOf('a')] });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'PROVIDER_BUSY' } });
  });
});

describe('a provider that asks to wait', () => {
  const refusesUntil = (answersFrom: number, seconds: string) => (_: FakeRequest, number: number) =>
    number > 0 && number < answersFrom ? refusalOf(429, 'slow down', { 'retry-after': seconds }) : undefined;

  it.each(['2592000', '60000', '1e20'])(
    'for %s s gets one request after ten minutes, and none before',
    async (seconds) => {
      const { embed, transport } = setUp(refusesUntil(3, seconds), { maxInputs: 1, concurrency: 2 });
      await settle(embed(['a']));
      await expect(settle(embed(['b', 'c']))).rejects.toMatchObject({ retryAfterMs: 600_000 });
      expect(transport.requests).toHaveLength(3);
      await expect(settle(embed(texts(4)))).rejects.toMatchObject({ code: 'PROVIDER_BUSY' });
      expect(transport.requests).toHaveLength(3);
      await vi.advanceTimersByTimeAsync(600_000);
      const later = embed(texts(4));
      await vi.advanceTimersByTimeAsync(10);
      expect(transport.requests).toHaveLength(4);
      expect(await settle(later)).toEqual(vectorsOf(texts(4)));
    },
  );

  it('gets one request at once if the user requests it', async () => {
    const { queue, embed, transport } = setUp(refusesUntil(3, '86400'), { maxInputs: 1, concurrency: 2 });
    await settle(embed(['a']));
    await expect(settle(embed(['b', 'c']))).rejects.toMatchObject({ code: 'PROVIDER_BUSY' });
    queue.tryNow();
    const found = embed(texts(4));
    await vi.advanceTimersByTimeAsync(10);
    expect(transport.requests).toHaveLength(4);
    expect(await settle(found, 5000)).toEqual(vectorsOf(texts(4)));
  });

  it('gets one request at once within a run, and the others when it is answered', async () => {
    const { queue, embed, transport } = setUp(refusesUntil(3, '200'), { maxInputs: 1, concurrency: 2 });
    await settle(embed(['a']));
    const found = embed(['b', 'c', 'd']);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(transport.requests).toHaveLength(3);
    queue.tryNow();
    await vi.advanceTimersByTimeAsync(5);
    expect(transport.requests).toHaveLength(4);
    expect(await settle(found, 30_000)).toEqual(vectorsOf(['b', 'c', 'd']));
  });
});

describe('a cancellation', () => {
  it('does not affect other texts of a shared request', async () => {
    const { embed, transport } = setUp(undefined, { maxInputs: 10, latencyMs: 500 });
    const controller = new AbortController();
    const [cancelled, kept] = [embed(texts(2, 'a'), controller.signal), embed(texts(2, 'b'))];
    const isCancelled = expect(cancelled).rejects.toBeInstanceOf(CancelledError);
    await vi.advanceTimersByTimeAsync(100);
    controller.abort();
    // Immediately, not when the answer arrives.
    await isCancelled;
    expect(transport.underWay).toBe(1);
    expect(await settle(kept)).toEqual(vectorsOf(texts(2, 'b')));
  });

  it('ends a request whose texts are all cancelled', async () => {
    const { embed, transport } = setUp(undefined, { maxInputs: 10, latencyMs: 500 });
    const controllers = [new AbortController(), new AbortController()];
    const runs = controllers.map(({ signal }) =>
      expect(embed(['a'], signal)).rejects.toBeInstanceOf(CancelledError),
    );
    await vi.advanceTimersByTimeAsync(100);
    for (const controller of controllers) controller.abort();
    await Promise.all(runs);
    await vi.advanceTimersByTimeAsync(0);
    expect(transport.underWay).toBe(0);
  });

  it('removes texts that were not sent', async () => {
    const { embed, transport } = setUp(undefined, { maxInputs: 1, concurrency: 1, latencyMs: 100 });
    const controller = new AbortController();
    const first = embed(['first']);
    const cancelled = expect(embed(texts(5), controller.signal)).rejects.toBeInstanceOf(CancelledError);
    const last = embed(['last']);
    await vi.advanceTimersByTimeAsync(50);
    controller.abort();
    await cancelled;
    await settle(Promise.all([first, last]));
    expect(transport.batches).toEqual([['first'], ['last']]);
  });

  it('takes effect while a provider asks to wait', async () => {
    const { embed } = setUp(() => refusalOf(429, 'Rate limit reached', { 'retry-after': '100' }));
    const controller = new AbortController();
    const cancelled = expect(embed(texts(9), controller.signal)).rejects.toBeInstanceOf(CancelledError);
    await vi.advanceTimersByTimeAsync(1000);
    controller.abort();
    await cancelled;
  });

  it('before the first request prevents it', async () => {
    const { embed, transport } = setUp();
    await expect(settle(embed(['a'], AbortSignal.abort()))).rejects.toBeInstanceOf(CancelledError);
    expect(transport.requests).toEqual([]);
  });
});
