import { describe, expect, it } from 'vitest';
import type { RerankFailure } from '../../../src/common/contracts/reranking';
import { shownError } from '../../../src/common/errors/errors';
import { rerankDialects } from '../../support/rerankers/dialects';
import { cohere } from '../../support/rerankers/dialects/cohere';
import { jina } from '../../support/rerankers/dialects/jina';
import type { SentScore } from '../../support/rerankers/rerankDialect';
import { firstOrder, openReranker, orderOf, refine } from '../../support/rerankers/rerankedSearch';
import { openRerankServer, rerankKey, type RerankFault } from '../../support/rerankers/rerankServer';

const first = orderOf(firstOrder().answer);

const say =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): RerankFault =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
const page: RerankFault = (response) => {
  response
    .writeHead(200, { 'content-type': 'text/html' })
    .end('<!doctype html><title>Sign in</title>Sign in');
};
const hang: RerankFault = () => undefined;
const breakOff: RerankFault = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"results":[');
  setTimeout(() => response.destroy(), 5);
};
const every = (fault: RerankFault): RerankFault[] => Array.from({ length: 9 }, () => fault);

/** Answers that are wrong as a whole. */
const wrongScores: Readonly<Record<string, (scores: readonly SentScore[]) => readonly SentScore[]>> = {
  'too few': (scores) => scores.slice(1),
  'too many': (scores) => [...scores, { index: scores.length, score: 0.1 }],
  none: () => [],
  'a number twice': (scores) => scores.map((one, i) => (i === 0 ? { ...one, index: scores[1]!.index } : one)),
  'a number out of range': (scores) => scores.map((one, i) => (i === 0 ? { ...one, index: 99 } : one)),
  'a negative number': (scores) => scores.map((one, i) => (i === 0 ? { ...one, index: -1 } : one)),
  'a number that is none': (scores) => scores.map((one) => ({ ...one, index: String(one.index) })),
  'no numbers': (scores) => scores.map(({ score }) => ({ index: undefined, score })),
  // JSON writes NaN as null.
  NaN: (scores) => scores.map((one, i) => (i === 0 ? { ...one, score: NaN } : one)),
  'the text NaN': (scores) => scores.map((one, i) => (i === 0 ? { ...one, score: 'NaN' } : one)),
};

const refusals: readonly (readonly [name: string, RerankFailure, RerankFault])[] = [
  ['refuses', 'refused', say(400, { message: 'This is not allowed.' })],
  ['does not know the path', 'refused', say(404, { message: 'Not Found' })],
  ['refuses the key', 'key', say(401, { message: 'invalid api token' })],
  ['has no quota left', 'quota', say(402, { message: 'Payment required' })],
  ['is overloaded for long', 'busy', say(429, { message: 'slow down' }, { 'retry-after': '120' })],
  ['answers with a page', 'answer', page],
  ['answers with other JSON', 'answer', say(200, { object: 'list' })],
  ['redirects to another host', 'refused', say(307, {}, { location: 'https://example.com/rerank' })],
];

describe.each(rerankDialects.map((dialect) => ({ name: dialect.id, dialect })))('$name', ({ dialect }) => {
  it('puts the results in its order', async () => {
    const server = await openRerankServer(dialect);
    const refined = await refine(await openReranker(dialect, server));
    expect(refined.reranking?.failure).toBeUndefined();
    expect(server.requests.map(({ refusal }) => refusal)).toEqual([undefined]);
    expect(orderOf(refined).slice(0, 3)).toEqual([6, 5, 4]);
    expect(refined.reranking?.count).toBe(first.length);
  });

  it.each(Object.entries(wrongScores))('keeps the first order for wrong scores: %s', async (_, change) => {
    const server = await openRerankServer(dialect);
    server.spoil(change);
    const { results, reranking, ...rest } = await refine(await openReranker(dialect, server));
    expect(orderOf({ results, ...rest })).toEqual(first);
    expect(reranking?.failure?.why).toBe('answer');
    expect(reranking?.count).toBe(0);
    // A second request would cost as much and be as wrong.
    expect(server.requests).toHaveLength(1);
  });

  it.each(refusals)('keeps the first order if the server %s', async (_, why, fault) => {
    const server = await openRerankServer(dialect);
    server.next(...every(fault));
    const refined = await refine(await openReranker(dialect, server));
    expect(orderOf(refined)).toEqual(first);
    expect(refined.reranking?.failure?.why).toBe(why);
    expect(shownError(refined.reranking!.failure!.error).hint).not.toMatch(
      /Indexing|dimensions|Existing embeddings/,
    );
  });

  it('keeps the first order if there is no answer in time', async () => {
    const server = await openRerankServer(dialect);
    server.next(...every(hang));
    const refined = await refine(await openReranker(dialect, server), firstOrder(), 150);
    expect(orderOf(refined)).toEqual(first);
    expect(refined.reranking?.failure?.why).toBe('slow');
  });

  it('repeats the request after a temporary fault', async () => {
    const server = await openRerankServer(dialect);
    server.next(say(503, { message: 'busy' }), breakOff);
    const refined = await refine(await openReranker(dialect, server), firstOrder(), 30_000);
    expect(refined.reranking?.failure).toBeUndefined();
    expect(orderOf(refined)[0]).toBe(6);
    expect(server.requests).toHaveLength(3);
  });

  it('does not show a key that the server repeats', async () => {
    const server = await openRerankServer(dialect, { echoKey: true });
    const refined = await refine(await openReranker(dialect, server));
    expect(server.requests[0]?.refusal).toEqual({ kind: 'wrongKey', key: rerankKey });
    expect(refined.reranking?.failure?.why).toBe('key');
    expect(JSON.stringify(refined)).not.toContain(rerankKey);
  });

  it('learns the largest number of documents', async () => {
    const server = await openRerankServer({ ...dialect, maxDocuments: 4 });
    const reranker = await openReranker(dialect, server);
    const refined = await refine(reranker);
    expect(refined.reranking?.failure).toBeUndefined();
    // The first three are scored; the others follow in the first order.
    expect(orderOf(refined).slice(3)).toEqual([3, 4, 5, 6]);
    expect(refined.reranking?.count).toBe(3);
    await refine(reranker, firstOrder({ query: 'another question' }));
    expect(server.requests.map(({ refusal }) => refusal?.kind)).toEqual([
      'tooManyInputs',
      undefined,
      undefined,
    ]);
  });

  it('learns the largest length of a text', async () => {
    const limited = { maxPairTokens: 100 };
    const models =
      dialect.models && Object.fromEntries(Object.keys(dialect.models).map((id) => [id, limited]));
    const server = await openRerankServer({ ...dialect, served: limited, ...(models && { models }) });
    const reranker = await openReranker(dialect, server);
    const long = 'repeat a failed request after a pause. '.repeat(60);
    const scores = await reranker.scores('repeat', [long, 'draw the menu'], { patienceMs: 30_000 });
    expect(scores).toHaveLength(2);
    const before = server.requests.length;
    expect(before).toBeGreaterThan(1);
    await reranker.scores('repeat once more', [long, 'draw the menu'], { patienceMs: 30_000 });
    expect(server.requests).toHaveLength(before + 1);
  });
});

describe('a reranker', () => {
  it('gets no request for a while after a failure', async () => {
    const server = await openRerankServer(cohere);
    server.next(...every(say(401, { message: 'invalid api token' })));
    const reranker = await openReranker(cohere, server);
    await refine(reranker);
    const again = await refine(reranker, firstOrder({ query: 'another question' }));
    expect(again.reranking?.failure?.why).toBe('key');
    expect(server.requests).toHaveLength(1);
  });

  it('is not called twice for the same texts', async () => {
    const server = await openRerankServer(jina);
    const reranker = await openReranker(jina, server);
    const once = await refine(reranker);
    const again = await refine(reranker);
    expect(orderOf(again)).toEqual(orderOf(once));
    expect(server.requests).toHaveLength(1);
  });

  it('is not called without the key that it requires', async () => {
    const server = await openRerankServer(cohere);
    const refined = await refine(await openReranker(cohere, server, { apiKey: undefined }));
    expect(refined.reranking?.failure?.why).toBe('key');
    expect(server.requests).toEqual([]);
  });

  it('gets no secret, neither in the query nor in a text', async () => {
    const secret = 'ghp_16C7e42F292c6912E7710c838347Ae178B4a';
    const server = await openRerankServer(cohere);
    const reranker = await openReranker(cohere, server);
    await reranker.scores(`why is ${secret} refused`, [`const token = "${secret}";`, 'another']);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]!.text).not.toContain(secret);
  });

  it('does not send filters of the query', async () => {
    const server = await openRerankServer(cohere);
    await refine(await openReranker(cohere, server), firstOrder({ query: 'path:src repeat lang:ts' }));
    expect(server.requests[0]?.rerank?.query).toBe('repeat');
  });
});
