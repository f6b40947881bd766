import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CancelledError } from '../../../../src/common/errors/errors';
import { Exchange } from '../../../../src/engine/embedding/remote/exchange';
import type { ExchangeOutcome } from '../../../../src/engine/embedding/remote/exchangeTypes';
import { KnownLimits } from '../../../../src/engine/embedding/remote/knownLimits';
import { volatileMemory, type LimitMemory } from '../../../../src/engine/embedding/remote/learnedLimits';
import { Pace } from '../../../../src/engine/embedding/remote/pace';
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
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Setup {
  readonly exchange: Exchange;
  /** Reported model loading states. */
  readonly loading: readonly boolean[];
  readonly transport: FakeTransport;
  readonly memory: LimitMemory;
  readonly send: (...inputs: readonly string[]) => Promise<ExchangeOutcome>;
  /** Requested encoding of each request. */
  readonly encodings: () => readonly unknown[];
}

/** A provider that supports base64 according to its documentation. */
function setUp(answer: (request: FakeRequest, number: number) => FakeAnswer | undefined): Setup {
  const endpoint = fakeEndpoint({ encodings: ['base64', 'float'] });
  const transport = new FakeTransport(answer);
  const memory = volatileMemory();
  const limits = new KnownLimits(endpoint.record.limitsOf(endpoint.model), memory);
  const loading: boolean[] = [];
  const exchange = new Exchange(endpoint, transport, new Pace(1), limits, (isLoading) => {
    loading.push(isLoading);
  });
  return {
    exchange,
    loading,
    transport,
    memory,
    send: (...inputs) =>
      settle(
        exchange.send(
          { inputs, role: 'document', dimensions: undefined, asString: false },
          { dimensions: fakeDimensions, deadline: performance.now() + 300_000 },
        ),
        900_000,
      ),
    encodings: () => transport.requests.map(({ body }) => body['encoding_format']),
  };
}

const asksForBase64 = ({ body }: FakeRequest): boolean => body['encoding_format'] === 'base64';

describe('base64', () => {
  it('is requested if it is documented', async () => {
    const { send, encodings, memory } = setUp(() => undefined);
    expect(await send('a')).toEqual({ vectors: [vectorOf('a')] });
    expect(encodings()).toEqual(['base64']);
    expect(memory.read()).toEqual({});
  });

  it.each<[string, FakeAnswer, number]>([
    ['is refused in so many words', refusalOf(400, 'base64 is not supported'), 1],
    ['is refused without a word', { status: 400, body: '' }, 1],
    ['is a field that it does not know', refusalOf(422, 'Unrecognized request argument'), 1],
    ['breaks it', refusalOf(500, 'cannot unmarshal string into field of type []float64'), 2],
    ['is answered with no vectors', { body: { data: [] } }, 2],
    ['is answered with something else', { body: { data: [{ index: 0, embedding: 'bm9uZQ==' }] } }, 2],
  ])('is not requested again if it %s', async (_, answer, tries) => {
    const { send, encodings, memory } = setUp((request) => (asksForBase64(request) ? answer : undefined));
    expect(await send('a')).toEqual({ vectors: [vectorOf('a')], encodingWasWrong: true });
    expect(memory.read()).toEqual({ floatOnly: true });
    await send('b');
    expect(encodings()).toEqual([...new Array<string>(tries).fill('base64'), undefined, undefined]);
  });

  it('is kept if the request is refused without it, too', async () => {
    const { send, encodings, memory } = setUp(() => refusalOf(400, 'The model is not an embedding model'));
    expect(await send('a')).toMatchObject({ refused: { status: 400 } });
    expect(encodings()).toEqual(['base64', undefined]);
    expect(memory.read()).toEqual({});
  });

  it('is kept after a temporary fault', async () => {
    const { send, encodings, memory } = setUp((_, number) =>
      number === 0 ? refusalOf(500, 'try again') : undefined,
    );
    expect(await send('a')).toEqual({ vectors: [vectorOf('a')] });
    expect(encodings()).toEqual(['base64', 'base64']);
    expect(memory.read()).toEqual({});
  });

  it.each([
    [401, 'no such key'],
    [404, 'no such model'],
    [429, 'slow down'],
    [503, 'overloaded'],
  ])('is kept after a status of %i', async (status, message) => {
    const { send, encodings } = setUp(() => refusalOf(status, message));
    await send('a').catch(() => undefined);
    expect(new Set(encodings())).toEqual(new Set(['base64']));
  });

  it('is kept after a refusal for size', async () => {
    const { send, encodings } = setUp(() => refusalOf(400, 'too many inputs'));
    expect(await send('a', 'b')).toMatchObject({ refused: { status: 400 } });
    expect(encodings()).toEqual(['base64']);
  });

  it('is kept once it was returned', async () => {
    const { send, encodings, memory } = setUp((_, number) =>
      number === 0 ? undefined : refusalOf(400, 'The text is refused'),
    );
    await send('a');
    expect(await send('b')).toMatchObject({ refused: { status: 400 } });
    expect(encodings()).toEqual(['base64', 'base64']);
    expect(memory.read()).toEqual({});
  });
});

describe('an exceeded rate limit', () => {
  const untilMs = (ms: number, status: number) => {
    const end = performance.now() + ms;
    return (): FakeAnswer | undefined =>
      performance.now() < end ? refusalOf(status, 'Too many requests in this minute') : undefined;
  };

  it('is awaited up to a minute, also without Retry-After', async () => {
    const { send, transport } = setUp(untilMs(60_000, 429));
    expect(await send('a')).toEqual({ vectors: [vectorOf('a')] });
    expect(transport.requests.length).toBeLessThan(20);
  });

  it('is not awaited longer', async () => {
    const { send } = setUp(untilMs(120_000, 429));
    const started = performance.now();
    await expect(send('a')).rejects.toMatchObject({ code: 'PROVIDER_BUSY' });
    expect(performance.now() - started).toBeLessThan(80_000);
  });

  it('is distinguished from a failing server', async () => {
    const { send, transport } = setUp(untilMs(60_000, 503));
    // A text may be the cause.
    expect(await send('a')).toMatchObject({ refused: { error: { code: 'PROVIDER_BUSY' } } });
    expect(transport.requests).toHaveLength(6);
  });
});

describe('a model that is being loaded', () => {
  const loadingUntil = (ms: number, refused = refusalOf(503, 'Loading model')) => {
    const end = performance.now() + ms;
    return (): FakeAnswer | undefined => (performance.now() < end ? refused : undefined);
  };
  const ask = { inputs: ['a'], role: 'document', dimensions: undefined, asString: false } as const;

  it.each([
    [503, refusalOf(503, 'Loading model')],
    [500, refusalOf(500, 'llm server loading model')],
    [425, refusalOf(425, 'The model is warming up')],
    [429, refusalOf(429, 'Model m is currently loading', { 'retry-after': '20' })],
    [400, refusalOf(400, 'The model is still loading')],
    [200, { body: { error: 'Model m is currently loading', estimated_time: 300 } }],
  ])('is awaited beyond a deadline, with the status %i', async (_, refused) => {
    const { send, transport, loading } = setUp(loadingUntil(8 * 60_000, refused));
    const outcome = send('a');
    await vi.advanceTimersByTimeAsync(400_000);
    expect(await outcome.catch(() => undefined)).toEqual({ vectors: [vectorOf('a')] });
    expect(transport.requests.length).toBeLessThan(100);
    expect(loading).toEqual([true, false]);
  });

  it('is not awaited forever', async () => {
    const { exchange, loading } = setUp(() => refusalOf(503, 'Loading model'));
    const outcome = exchange.send(ask, { dimensions: fakeDimensions, deadline: performance.now() + 300_000 });
    await expect(settle(outcome, 700_000)).rejects.toMatchObject({
      code: 'PROVIDER_BUSY',
      hint: expect.stringContaining('is loading') as string,
    });
    expect(loading).toEqual([true, false]);
  });

  it('is not awaited by a query, which is answered by keywords', async () => {
    const { exchange, loading } = setUp(() => refusalOf(503, 'Loading model'));
    const started = performance.now();
    const outcome = exchange.send(ask, { dimensions: fakeDimensions, deadline: started + 5000, tries: 3 });
    await expect(settle(outcome)).rejects.toMatchObject({ code: 'PROVIDER_BUSY' });
    expect(performance.now() - started).toBeLessThanOrEqual(5000);
    expect(loading).toEqual([]);
  });

  it('is not awaited after a cancellation', async () => {
    const { exchange, loading, transport } = setUp(() => refusalOf(503, 'Loading model'));
    const cancellation = new AbortController();
    const outcome = exchange.send(ask, {
      dimensions: fakeDimensions,
      deadline: performance.now() + 300_000,
      signal: cancellation.signal,
    });
    const failure = expect(outcome).rejects.toThrow(CancelledError);
    await vi.advanceTimersByTimeAsync(20_000);
    cancellation.abort();
    await failure;
    const { length } = transport.requests;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(transport.requests).toHaveLength(length);
    expect(loading).toEqual([true, false]);
  });

  it('does not reduce the number of later retries', async () => {
    const { send, transport } = setUp((_, number) =>
      number < 3 ? refusalOf(503, 'Loading model') : number < 8 ? refusalOf(503, 'busy') : undefined,
    );
    expect(await send('a')).toEqual({ vectors: [vectorOf('a')] });
    expect(transport.requests).toHaveLength(9);
  });
});
