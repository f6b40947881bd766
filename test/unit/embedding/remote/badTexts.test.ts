import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CancelledError } from '../../../../src/common/errors/errors';
import { estimateTokens } from '../../../../src/engine/embedding/remote/estimateTokens';
import { TransportError } from '../../../../src/engine/embedding/remote/httpTransport';
import { probeTexts } from '../../../../src/engine/embedding/remote/probe';
import { numbersOf, refusalOf, vectorOf, type FakeAnswer, type FakeRequest } from './fakeProvider';
import { setUpQueue, type QueueSetup } from './queueSetup';
import { settle } from './settle';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const texts = (count: number, name = 'text'): string[] =>
  Array.from({ length: count }, (_, i) => `${name} ${i}`);
const isBad = (text: string): boolean => text.includes('bad');
const isProbe = (text: string): boolean => probeTexts.some((probe) => probe === text);
const vectorsOf = (all: readonly string[]): (Float32Array | undefined)[] =>
  all.map((text) => (isBad(text) ? undefined : vectorOf(text)));

/** 64 texts with bad ones at these places. */
function withBad(...places: readonly number[]): string[] {
  return texts(64).map((text, i) => (places.includes(i) ? `bad ${text}` : text));
}

/** Fails for requests with a bad text. */
const over =
  (fail: () => FakeAnswer) =>
  ({ inputs }: FakeRequest): FakeAnswer | undefined =>
    inputs.some(isBad) ? fail() : undefined;

const broken = (): FakeAnswer => {
  throw new TransportError('interrupted', 'the connection broke');
};
const page = '<!DOCTYPE html><html><head><title>Request blocked</title></head></html>';

/** How a provider may fail for a text, and the message to the user. */
const faults: readonly (readonly [what: string, fail: () => FakeAnswer, message: string])[] = [
  [
    '500',
    () => refusalOf(500, 'json: unsupported value: NaN'),
    'returned 500: invalid_request_error: json: un',
  ],
  ['502', () => refusalOf(502, 'Bad gateway'), 'Bad gateway'],
  ['503', () => refusalOf(503, 'The runner has stopped'), 'The runner has stopped'],
  ['a page of a firewall, 403', () => ({ status: 403, text: page }), 'returned 403: Request blocked'],
  ['a page of a firewall, 406', () => ({ status: 406, text: page }), 'returned 406: Request blocked'],
  ['a page of a firewall, 405', () => ({ status: 405, text: page }), 'returned 405: Request blocked'],
  ['a page of a firewall, 200', () => ({ text: page }), 'web page'],
  ['403 of a moderator', () => refusalOf(403, 'Your input was flagged'), 'Your input was flagged'],
  ['a content filter', () => refusalOf(400, 'Blocked by content_filter'), 'content_filter'],
  [
    'a filter that names the model',
    () => refusalOf(400, 'The model may not be asked with inappropriate content'),
    'inappropriate content',
  ],
  ['a filter in Chinese', () => refusalOf(400, '内容安全审核未通过'), '内容安全'],
  ['a refusal that speaks of the model', () => refusalOf(400, 'The model failed'), 'The model failed'],
  ['a refusal without a word', () => ({ status: 400, text: '' }), 'returned 400'],
  ['422', () => refusalOf(422, 'Unprocessable'), 'returned 422'],
  ['413', () => refusalOf(413, ''), 'returned 413'],
  ['an answer without vectors', () => ({ body: { object: 'list' } }), 'JSON without vectors'],
  ['a connection that breaks', broken, 'the connection broke'],
];

describe.each(faults)('%s over one text', (_, fail, message) => {
  it.each([0, 31, 63])('is found: the others have their vectors (place %i)', async (place) => {
    const { embed, transport, refused, memory } = setUpQueue(over(fail), { maxInputs: 64 });
    const all = withBad(place);
    expect(await settle(embed(all), 600_000)).toEqual(vectorsOf(all));
    expect(refused).toHaveLength(1);
    expect(refused[0]!.message).toContain(message);
    // Some attempts with all texts, then half as many each time, with a probe text before and after.
    expect(transport.requests.length).toBeLessThan(32);
    // Answered texts are not sent twice.
    const paid = transport.batches.filter((batch) => !batch.some(isBad)).flat();
    const own = paid.filter((text) => !isProbe(text)).sort();
    expect(own).toEqual(all.filter((text) => !isBad(text)).sort());
    expect(memory.read()).toEqual({});
  });
});

describe('bad texts', () => {
  const fail = (): FakeAnswer => refusalOf(500, 'NaN');

  it('are all found, wherever they are', async () => {
    const { embed, refused } = setUpQueue(over(fail), { maxInputs: 16, concurrency: 4 });
    const all = withBad(3, 4, 5, 20, 40, 41, 63);
    expect(await settle(embed(all), 600_000)).toEqual(vectorsOf(all));
    expect(refused).toHaveLength(7);
  });

  it('that are all texts do not end the run if a test text is accepted', async () => {
    const { embed, refused, transport } = setUpQueue(over(fail), { maxInputs: 8 });
    const all = texts(20, 'bad');
    expect(await settle(embed(all), 600_000)).toEqual(vectorsOf(all));
    expect(refused).toHaveLength(20);
    expect(transport.requests.length).toBeLessThan(20 * 6);
  });

  it('end the run if there are too many of them', async () => {
    const { embed, transport } = setUpQueue(
      over(() => refusalOf(403, 'Blocked')),
      { maxInputs: 64 },
    );
    const all = embed(texts(2000, 'bad'));
    await expect(settle(all, 600_000)).rejects.toMatchObject({ code: 'PROVIDER_KEY' });
    expect(transport.requests.length).toBeLessThan(400);
  });

  it('do not end it if more texts are accepted', async () => {
    const { embed, refused } = setUpQueue(
      over(() => refusalOf(403, 'Blocked')),
      { maxInputs: 64 },
    );
    const all = [...texts(300), ...texts(150, 'bad')];
    expect(await settle(embed(all), 600_000)).toEqual(vectorsOf(all));
    expect(refused).toHaveLength(150);
  });

  it('are not sent again for a minute', async () => {
    const { embed, transport } = setUpQueue(over(fail), { maxInputs: 64 });
    await settle(embed([...texts(3), 'bad']), 600_000);
    const before = transport.requests.length;
    expect(await settle(embed(['bad', 'good']))).toEqual([undefined, vectorOf('good')]);
    expect(transport.batches.slice(before)).toEqual([['good']]);
    await vi.advanceTimersByTimeAsync(61_000);
    await settle(embed(['bad']), 600_000);
    expect(transport.batches.slice(before + 1).flat()).toContain('bad');
  });

  it('that are being checked can be cancelled, and the others continue', async () => {
    const { embed, transport } = setUpQueue(over(fail), { maxInputs: 64 });
    const controller = new AbortController();
    const cancelled = expect(embed(withBad(5), controller.signal)).rejects.toBeInstanceOf(CancelledError);
    while (transport.requests.length < 9) await vi.advanceTimersByTimeAsync(5);
    controller.abort();
    await cancelled;
    expect(await settle(embed(['good']))).toEqual([vectorOf('good')]);
  });
});

describe('a text that was refused in an earlier run', () => {
  const embedAgain = async ({ queue }: QueueSetup, all: readonly string[]) =>
    settle(Promise.all(all.map((text) => queue.embed(text, undefined, isBad(text)))), 600_000);

  it('is sent once more, alone, and costs two requests if it is refused again', async () => {
    const setup = setUpQueue(over(() => refusalOf(500, 'NaN')));
    const [outcome] = await embedAgain(setup, ['bad']);
    expect(outcome?.refusal?.message).toContain('NaN');
    expect(setup.transport.batches).toEqual([['bad'], [...probeTexts]]);
  });

  it('costs one request if it is accepted', async () => {
    const setup = setUpQueue();
    const [outcome] = await embedAgain(setup, ['bad']);
    expect(outcome?.vector).toEqual(vectorOf('bad'));
    expect(setup.transport.batches).toEqual([['bad']]);
  });

  it('does not count towards the limit of bad texts', async () => {
    const setup = setUpQueue(
      over(() => refusalOf(403, 'Blocked')),
      { maxInputs: 64 },
    );
    const outcomes = await embedAgain(setup, texts(150, 'bad'));
    expect(outcomes.every(({ refusal }) => refusal)).toBe(true);
  });
});

describe('a provider that fails', () => {
  it.each<[string, () => FakeAnswer, string, number]>([
    ['with 500', () => refusalOf(500, 'Out of order'), 'PROVIDER_BUSY', 8],
    ['with 403', () => refusalOf(403, 'No'), 'PROVIDER_KEY', 2],
    ['with 400', () => refusalOf(400, 'The model is not there'), 'PROVIDER_REFUSED', 2],
    ['with 404', () => refusalOf(404, 'Not found'), 'PROVIDER_REFUSED', 2],
    ['with a page', () => ({ text: page }), 'PROVIDER_ANSWER', 5],
    ['with broken connections', broken, 'PROVIDER_UNREACHABLE', 12],
  ])("%s is recognised as the cause with a text of the extension's own", async (_, fail, code, requests) => {
    const { embed, transport, refused } = setUpQueue(() => fail(), { maxInputs: 64 });
    await expect(settle(embed(texts(500)), 600_000)).rejects.toMatchObject({ code });
    expect([transport.requests.length, refused]).toEqual([requests, []]);
  });

  it('within a run ends it, and no text is recorded as bad', async () => {
    const { embed, transport, refused } = setUpQueue(
      (_, number) => (number < 3 ? undefined : refusalOf(500, 'Out of order')),
      { maxInputs: 10, concurrency: 4 },
    );
    const outcomes = Promise.allSettled(texts(200).map((text) => embed([text])));
    const settled = await settle(outcomes, 600_000);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(30);
    expect(refused).toEqual([]);
    expect(transport.requests.length).toBeLessThan(3 + 4 * 6 + 3);
  });

  it('that cannot be reached gets no other texts', async () => {
    const down = (): never => {
      throw new TransportError('unreachable', 'host refused the connection.');
    };
    const { embed, transport } = setUpQueue(down);
    await expect(settle(embed(texts(50)), 600_000)).rejects.toMatchObject({ code: 'PROVIDER_UNREACHABLE' });
    expect(transport.requests).toHaveLength(6);
  });
});

describe('a server that crashes because of a text', () => {
  it('is awaited each time until it runs again', async () => {
    let backAt = 0;
    const { embed, refused } = setUpQueue(
      ({ inputs, at }) => {
        if (at < backAt) throw new TransportError('unreachable', 'host refused the connection.');
        if (!inputs.some(isBad)) return undefined;
        backAt = at + 8000;
        return broken();
      },
      { maxInputs: 64, concurrency: 4 },
    );
    const all = withBad(17);
    expect(await settle(embed(all), 3_600_000)).toEqual(vectorsOf(all));
    expect(refused.map(({ code }) => code)).toEqual(['PROVIDER_UNREACHABLE']);
  });
});

describe('a text without a vector in an answer that has others', () => {
  const without =
    (vector: unknown) =>
    ({ inputs }: FakeRequest): FakeAnswer => ({
      body: {
        data: inputs.map((text, index) => ({ index, embedding: isBad(text) ? vector : numbersOf(text) })),
      },
    });

  it.each([
    ['null', null],
    ['nulls', [null, null, null]],
    ['zeros', [0, 0, 0]],
    ['words', ['NaN', 'NaN', 'NaN']],
    ['nothing', []],
  ])('is sent once more, and the others are kept: %s', async (_, vector) => {
    const { embed, transport, refused } = setUpQueue(without(vector), { maxInputs: 32 });
    const all = withBad(0, 7, 8, 9, 33);
    expect(await settle(embed(all))).toEqual(vectorsOf(all));
    expect(refused).toHaveLength(5);
    // With other texts if there are any; the last one with a probe text, to see whether the provider returns vectors at all.
    expect(transport.requests).toHaveLength(4);
    expect(transport.batches[3]).toEqual([probeTexts[0], all[33]]);
  });

  it('gets one if the fault was temporary', async () => {
    let failures = 1;
    const { embed, refused } = setUpQueue((request) => {
      const isFlawed = request.inputs.some(isBad) && failures-- > 0;
      return isFlawed ? without([0, 0, 0])(request) : undefined;
    });
    expect(await settle(embed(['a', 'bad', 'c']))).toEqual(['a', 'bad', 'c'].map(vectorOf));
    expect(refused).toEqual([]);
  });

  it('is not recorded as bad if no text has a vector', async () => {
    const zeros = ({ inputs }: FakeRequest): FakeAnswer => ({
      body: { data: inputs.map((_, index) => ({ index, embedding: [0, 0, 0] })) },
    });
    const { embed, transport, refused } = setUpQueue(zeros, { maxInputs: 64 });
    await expect(settle(embed(texts(500)))).rejects.toMatchObject({ code: 'PROVIDER_ANSWER' });
    expect([transport.requests.length, refused]).toEqual([5, []]);
  });

  it('may be the only one of its request', async () => {
    const { embed, refused } = setUpQueue(without([0, 0, 0]), { maxInputs: 1 });
    expect(await settle(embed(['a', 'bad', 'c']))).toEqual(vectorsOf(['a', 'bad', 'c']));
    expect(refused).toHaveLength(1);
  });
});

describe('copies of a bad text', () => {
  it('are refused with it', async () => {
    const { embed, transport, refused } = setUpQueue(
      over(() => refusalOf(403, 'Blocked')),
      { maxInputs: 64 },
    );
    const all = ['a', 'bad', 'b', 'bad', 'c', 'bad'];
    expect(await settle(embed(all))).toEqual(vectorsOf(all));
    expect(refused).toHaveLength(1);
    expect(transport.batches.filter((batch) => batch.length === 1 && isBad(batch[0]!))).toHaveLength(1);
  });
});

describe('a text that is refused for its size, although longer ones are accepted', () => {
  it('does not make others shorter', async () => {
    const long = 'a line of the long text\n'.repeat(40);
    const bad = 'a bad line of text\n'.repeat(15);
    const { embed, memory, transport } = setUpQueue(
      over(() => refusalOf(413, '')),
      { maxInputs: 1, maxInputTokens: 1000 },
    );
    expect(estimateTokens(bad) * 2).toBeLessThan(estimateTokens(long));
    expect(await settle(embed([long, bad, `${long} `]))).toEqual([
      vectorOf(long),
      undefined,
      vectorOf(`${long} `),
    ]);
    expect(memory.read()).toEqual({});
    expect(transport.batches.flat().filter(isBad)).toEqual([bad]);
  });

  it('is divided if no longer one was accepted, and the limit is discarded if that does not help', async () => {
    const bad = 'bad '.repeat(60);
    const { embed, memory } = setUpQueue(
      over(() => refusalOf(413, '')),
      { maxInputs: 1, maxInputTokens: 1000 },
    );
    const rest = 'word '.repeat(60);
    const [vector, other] = await settle(embed([bad + rest, 'other']));
    // The embeddable parts represent the text.
    expect(Math.hypot(...vector!)).toBeCloseTo(1, 5);
    expect(other).toEqual(vectorOf('other'));
    expect(memory.read().maxInputTokens).toBeUndefined();
  });
});
