import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { decodeFloats } from '../../../src/engine/embedding/remote/decodeBase64';
import { faults } from '../../support/http/faultyServer';
import { eachOnce, onSocket, portalPage, say, spoil } from '../../support/providers/faults';
import {
  startFaultServer,
  textsOf,
  type Fault,
  type Reply,
  type SentEmbedding,
} from '../../support/providers/faultServer';
import { expectRightVectors, failureOf, openRemote, sampleTexts } from '../../support/providers/openRemote';
import { oceanbaseAt, openaiAt, ProviderRun } from '../../support/providers/providerRun';
import { textVector } from '../../support/providers/textVector';

/** The first vector, changed. */
function changed(change: (vector: readonly unknown[]) => unknown): Fault {
  return spoil(([first, ...others]) => [
    { ...first, embedding: change(first!.embedding as readonly unknown[]) },
    ...others,
  ]);
}

const renumbered = (number: (index: number) => number): Fault =>
  spoil((embeddings) => embeddings.map((one, index) => ({ ...one, index: number(index) })));

/** Answers that do not match the request, and the user's message if they are repeated. */
const wrongAnswers: readonly (readonly [string, Fault, string])[] = [
  ['too few vectors', spoil((all) => all.slice(1)), 'returned 4 vectors for 5 texts.'],
  ['too many vectors', spoil((all) => [...all, all[0]!]), 'returned 6 vectors for 5 texts.'],
  ['no vector at all', spoil(() => []), 'returned JSON without vectors.'],
  [
    'another dimension',
    changed(() => textVector('any', 32)),
    'returned a vector of 32 dimensions instead of 64.',
  ],
  [
    'a number that is there twice',
    renumbered(() => 1),
    'returned vectors whose numbers do not fit the texts.',
  ],
  ['numbers from 2 on', renumbered((i) => i + 2), 'returned vectors whose numbers do not fit the texts.'],
  ['a page', portalPage, 'returned a web page ("Welcome to the guest network") instead of vectors.'],
  [
    'JSON that is broken off',
    say(200, '{"data":[{"index":0,"embedd'),
    'returned incomplete or invalid JSON.',
  ],
  ['an empty body', say(200, ''), 'returned an empty response.'],
  ['nothing of use', say(200, '{"object":"list"}'), 'returned JSON without vectors.'],
];

/** Answers without a vector for the first text, and the user's message about the text if they are repeated. */
const flawedAnswers: readonly (readonly [string, Fault, string])[] = [
  [
    'a null among the numbers',
    changed(([, ...rest]) => [null, ...rest]),
    'returned a number that is not finite.',
  ],
  ['NaN in words', changed(([, ...rest]) => ['NaN', ...rest]), 'returned a number that is not finite.'],
  [
    'a text among the numbers',
    changed(([, ...rest]) => ['x', ...rest]),
    'returned something that is not a vector.',
  ],
  ['nothing but zeros', changed((vector) => vector.map(() => 0)), 'returned a vector of zeros only.'],
  ['null for a vector', changed(() => null), 'returned a vector of 0 dimensions instead of 64.'],
];

describe.each([...wrongAnswers, ...flawedAnswers])('%s in an answer', (_, fault) => {
  it('that occurs once: the request is repeated, and the index is right', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    server.next(fault);
    await expectRightVectors(provider, sampleTexts(5), server);
    expect(server.requests).toHaveLength(2);
  });
});

describe.each(wrongAnswers)('%s in an answer', (_, fault, words) => {
  it('that always occurs: one clear error, soon', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    server.always(() => fault);
    expect(await failureOf(provider.embedDocuments(sampleTexts(5)))).toMatchObject({
      code: 'PROVIDER_ANSWER',
      message: `OpenAI (127.0.0.1:${server.port}) ${words}`,
    });
    // The last two contain our own probe texts.
    expect(server.requests).toHaveLength(5);
  });
});

describe.each(flawedAnswers)('%s in an answer', (_, fault, words) => {
  it('that always occurs for one text: the text has no vector, the others have theirs', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    const texts = sampleTexts(5);
    // Whether the text comes first or after a probe text: it is the one without a vector.
    server.always(({ inputs }) => {
      const place = inputs.indexOf(texts[0]!);
      if (place < 0) return undefined;
      return (request, reply) => {
        reply.vectors((all) => {
          let spoiled: readonly SentEmbedding[] = [];
          const only = {
            ...reply,
            vectors: (change: (one: readonly SentEmbedding[]) => readonly SentEmbedding[]) => {
              spoiled = change([all[place]!]);
            },
          };
          fault(request, only as Reply);
          return all.map((one, i) => (i === place ? { ...one, embedding: spoiled[0]!.embedding } : one));
        });
      };
    });
    const told: string[] = [];
    const vectors = await provider.embedDocuments(texts, undefined, {
      onRefused: (row, { message }) => told.push(`${row}: ${message}`),
    });
    expect(vectors.map(Boolean)).toEqual([false, true, true, true, true]);
    expect(told).toEqual([`0: OpenAI (127.0.0.1:${server.port}) ${words}`]);
    expect(server.requests).toHaveLength(2);
  });
});

describe('vectors in another order', () => {
  const shuffled = spoil((embeddings) => [...embeddings].sort(() => Math.random() - 0.5).reverse());

  it('are ordered by their numbers', async () => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: oceanbaseAt(server.origin) });
    server.always(() => shuffled);
    const report = await run.index();
    expect(textsOf(server.requests)).toHaveLength(report.embedded);
    await run.expectRightIndex(server.dimensions);
  });

  it('are used in the given order if they have no numbers', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    server.always(() =>
      spoil((embeddings) => embeddings.map(({ embedding }): SentEmbedding => ({ embedding }))),
    );
    await expectRightVectors(provider, sampleTexts(9), server);
  });
});

describe('vectors with the numbering of some servers', () => {
  const numbered = (change: (one: SentEmbedding, index: number) => object): Fault =>
    spoil((embeddings) => embeddings.map((one, index) => change(one, index) as SentEmbedding));

  it.each<[string, Fault]>([
    ['from 1 on', renumbered((index) => index + 1)],
    ['with 0 for all', renumbered(() => 0)],
    ['without the 0', numbered((one, i) => (i === 0 ? { embedding: one.embedding } : one))],
    ['in words', numbered((one, i) => ({ ...one, index: String(i) }))],
    ['with null for all', numbered((one) => ({ ...one, index: null }))],
  ])('belong to their texts: %s', async (_, fault) => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    server.always(() => fault);
    await expectRightVectors(provider, sampleTexts(5), server);
    expect(server.requests).toHaveLength(1);
  });
});

describe('an answer without an end', () => {
  it('is read only up to the length of the requested vectors', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    let sent: Socket | undefined;
    server.always(() =>
      onSocket((socket) => {
        sent = socket;
        faults.endless(socket);
      }),
    );
    const error = await failureOf(provider.embedDocuments(sampleTexts(5)));
    expect(error).toMatchObject({
      code: 'PROVIDER_ANSWER',
      message: `OpenAI (127.0.0.1:${server.port}): The response of 127.0.0.1:${server.port} is longer than 4,194,304 bytes.`,
    });
    expect(sent!.bytesWritten).toBeLessThan(32 * 1024 * 1024);
    // As after any other wrong answer; the last two contain our own probe texts.
    expect(server.requests).toHaveLength(5);
  });

  it('that occurs once: the request is repeated, and the index is right', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    server.next(onSocket(faults.endless));
    await expectRightVectors(provider, sampleTexts(5), server);
    expect(server.requests).toHaveLength(2);
  });

  it('is identified by its status if it is a refusal, and the request is repeated', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin);
    server.next(onSocket(faults.endlessRefusal));
    await expectRightVectors(provider, sampleTexts(5), server);
    expect(server.requests).toHaveLength(2);
  });

  it('in numbers is accepted from a server that sent base64 before', async () => {
    const server = await startFaultServer({ dimensions: 60_000 });
    const changes = { dimensions: 60_000, record: { encodings: ['base64', 'float'] as const } };
    const provider = await openRemote(server.origin, changes);
    await expectRightVectors(provider, sampleTexts(5), server);
    const asNumbers = spoil((all) =>
      all.map((one) => ({ ...one, embedding: [...decodeFloats(one.embedding as string)!] })),
    );
    server.next(asNumbers, asNumbers);
    await expectRightVectors(provider, sampleTexts(6), server);
    expect(server.requests).toHaveLength(3);
  });
});

describe('the command line', () => {
  it('recovers from answers that are wrong once: the index is complete and right', async () => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: oceanbaseAt(server.origin), files: 60 });
    server.always(eachOnce(...[...wrongAnswers, ...flawedAnswers].map(([, fault]) => fault)));
    const report = await run.index();
    expect(report.failed).toEqual([]);
    await run.expectRightIndex(server.dimensions);
  });

  it.each([
    ['a page', portalPage, 'open a browser'],
    [
      'another dimension',
      spoil((all) => all.map((one) => ({ ...one, embedding: [1, 2] }))),
      'its dimensions',
    ],
    ['broken JSON', say(200, '{"data":[{'), 'Check the model (text-embedding-3-small)'],
  ])('reports %s in one line, and stores nothing of it', async (_, fault, hint) => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: openaiAt(server.origin), files: 4 });
    await run.index();
    const added = await run.write(2);
    server.always(() => fault);
    const line = await run.failToIndex();
    expect(line.startsWith(`PROVIDER_ANSWER: OpenAI (127.0.0.1:${server.port}) returned `)).toBe(true);
    expect(line).toContain(hint);
    await run.expectRightIndex(server.dimensions, added);
    server.reset();
    await run.index();
    await run.expectRightIndex(server.dimensions);
  });
});
