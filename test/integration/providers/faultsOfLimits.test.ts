import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { volatileMemory } from '../../../src/engine/embedding/remote/learnedLimits';
import { answer, once, refuse, say } from '../../support/providers/faults';
import {
  startFaultServer,
  textsOf,
  type ArrivedRequest,
  type Fault,
  type FaultServer,
} from '../../support/providers/faultServer';
import { expectRightVectors, openRemote, sampleTexts } from '../../support/providers/openRemote';
import { oceanbaseAt, openaiAt, ProviderRun } from '../../support/providers/providerRun';
import { cosine, textVector } from '../../support/providers/textVector';

/** Undocumented limits of a server: larger requests are refused. */
interface Refusal {
  readonly what: string;
  readonly args: (origin: string) => string[];
  readonly dimensions?: number;
  readonly refuses: (request: ArrivedRequest) => boolean;
  readonly fault: Fault;
  /** The stored limits. */
  readonly learned: Readonly<Record<string, unknown>>;
}

const aihubmixAt = (origin: string): string[] => ['--provider', 'aihubmix', '--base-url', `${origin}/v1`];
const oneByOne = (origin: string): string[] => ['--provider', 'qhaigc', '--base-url', `${origin}/v1`];

const refusals: readonly Refusal[] = [
  {
    what: 'arrays',
    args: oneByOne,
    dimensions: 1024,
    refuses: ({ asString }) => !asString,
    fault: refuse(400, { message: "Invalid type for 'input': expected a string, but got an array instead." }),
    learned: { maxInputs: 1, asString: true },
  },
  {
    what: 'arrays, in the words of Pydantic',
    args: oneByOne,
    dimensions: 1024,
    refuses: ({ asString }) => !asString,
    fault: answer(422, {
      detail: [{ loc: ['body', 'input'], msg: 'Input should be a valid string', type: 'string_type' }],
    }),
    learned: { maxInputs: 1, asString: true },
  },
  {
    what: 'three texts at a time',
    args: oceanbaseAt,
    refuses: ({ inputs }) => inputs.length > 2,
    fault: refuse(400, {
      message: 'batch size is invalid, it should not be larger than 2',
      code: 'InvalidParameter',
    }),
    learned: { maxInputs: 2 },
  },
  {
    what: 'three texts at a time, without a word',
    args: oceanbaseAt,
    refuses: ({ inputs }) => inputs.length > 2,
    fault: say(400, ''),
    learned: { maxInputs: 2 },
  },
  {
    what: 'bodies that are too long',
    args: oceanbaseAt,
    refuses: ({ body }) => body.length > 2500,
    fault: say(413, '<html><head><title>413 Request Entity Too Large</title></head></html>', {
      'content-type': 'text/html',
    }),
    learned: { maxRequestTokens: expect.any(Number) },
  },
  {
    what: 'base64',
    args: openaiAt,
    refuses: ({ wantsBase64 }) => wantsBase64,
    fault: refuse(400, { message: "encoding_format 'base64' is not supported", code: 'invalid_parameter' }),
    learned: { floatOnly: true },
  },
  {
    what: 'base64, without a word',
    args: openaiAt,
    refuses: ({ wantsBase64 }) => wantsBase64,
    fault: say(400, ''),
    learned: { floatOnly: true },
  },
  {
    what: 'base64, which a gateway cannot read itself',
    args: aihubmixAt,
    dimensions: 1536,
    refuses: ({ wantsBase64 }) => wantsBase64,
    fault: refuse(500, {
      message: 'json: cannot unmarshal string into Go struct field .data.embedding of type []float64',
      code: 'bad_response_body',
    }),
    learned: { floatOnly: true },
  },
  {
    what: 'base64 by answering nothing',
    args: oceanbaseAt,
    refuses: ({ wantsBase64 }) => wantsBase64,
    fault: answer(200, { object: 'list', data: [] }),
    learned: { floatOnly: true },
  },
];

/** Stored limits of an endpoint and model. */
async function learnedOf(run: ProviderRun): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(path.join(run.indexDirectory, 'embeddings', 'learnedLimits.json'), 'utf8');
  const entries = Object.values(JSON.parse(text) as Record<string, { limits: Record<string, unknown> }>);
  expect(entries).toHaveLength(1);
  return entries[0]!.limits;
}

const unanswered = ({ requests, answered }: FaultServer): number => requests.length - answered.length;

describe.each(refusals)('a server that refuses $what', ({ args, dimensions, refuses, fault, learned }) => {
  it('gets requests that it accepts, also in the next run', async () => {
    const server = await startFaultServer(dimensions === undefined ? {} : { dimensions });
    const run = await ProviderRun.start({ args: args(server.origin), files: 40 });
    const rule = (request: ArrivedRequest): Fault | undefined => (refuses(request) ? fault : undefined);
    server.always(rule);
    const report = await run.index();
    expect(report.failed).toEqual([]);
    expect(textsOf(server.answered)).toHaveLength(report.embedded);
    // The first request is sent alone, so that a limit is not learned eight times.
    expect(unanswered(server)).toBeLessThan(12);
    await run.expectRightIndex(server.dimensions);
    expect(await learnedOf(run)).toEqual(learned);

    server.reset();
    server.always(rule);
    await run.write(20);
    await run.index();
    expect([unanswered(server), server.answered.length > 0]).toEqual([0, true]);
    await run.expectRightIndex(server.dimensions);
  });
});

describe('a learned limit', () => {
  it('applies to one endpoint and one model', async () => {
    const server = await startFaultServer();
    const elsewhere = await startFaultServer();
    const run = await ProviderRun.start({ args: oceanbaseAt(server.origin), files: 40 });
    server.always(({ inputs }) => (inputs.length > 2 ? say(413, '') : undefined));
    await run.index();
    server.reset();
    await run.index('--model', 'text-embedding-3-large');
    await run.index('--base-url', elsewhere.origin);
    for (const { requests } of [server, elsewhere]) {
      expect(Math.max(...requests.map(({ inputs }) => inputs.length))).toBeGreaterThan(2);
    }
  });

  it('is determined by one request at a time after the first refusal', async () => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin, { limits: { maxInputs: 64, concurrency: 8 } });
    await expectRightVectors(provider, ['first'], server);
    // Eight requests are active when the first is refused; then 32, 16, 8 and 4 are each tried once.
    server.always(({ inputs }) => (inputs.length > 2 ? say(413, '') : undefined));
    await expectRightVectors(provider, sampleTexts(640), server);
    expect(unanswered(server)).toBeLessThanOrEqual(12);
  });

  it('is not lost because of later refusals', async () => {
    const server = await startFaultServer();
    const memory = volatileMemory();
    const provider = await openRemote(server.origin, { memory, limits: { maxInputs: 8, concurrency: 2 } });
    await expectRightVectors(provider, ['first'], server);
    // One request of eight is refused late, after another refusal has already reduced the limit to two.
    const [slow] = sampleTexts(1);
    server.always(({ inputs }) => {
      if (inputs.length <= 2) return undefined;
      const refusal = say(413, '');
      const areTwoTaken = (): boolean => server.answered.some((request) => request.inputs.length === 2);
      return inputs.includes(slow!) && inputs.length === 8 ? once(areTwoTaken, refusal) : refusal;
    });
    await expectRightVectors(provider, sampleTexts(16), server);
    expect(memory.read()).toEqual({ maxInputs: 2 });
    expect(unanswered(server)).toBe(3);
  });
});

describe('a text that is too long, although it seemed to fit', () => {
  const most = 600;
  const long = sampleTexts(60).join('\n');
  const tooLong = (inputs: readonly string[]): boolean => inputs.some((text) => text.length > most);

  it.each<[string, Fault]>([
    [
      'OpenAI',
      refuse(400, {
        message: "This model's maximum context length is 150 tokens, however you requested 1300 tokens.",
        code: 'context_length_exceeded',
      }),
    ],
    [
      'another, which speaks of inputs',
      refuse(400, { message: "Invalid 'input[3]': maximum input length is 150 tokens." }),
    ],
    ['a gateway', say(413, '')],
    [
      'llama.cpp, under a status of trouble that passes',
      refuse(500, { message: 'input is too large to process. increase the physical batch size' }),
    ],
  ])(
    'for %s is divided and averaged; nothing is dropped, and other texts are still sent together',
    async (_, fault) => {
      const server = await startFaultServer();
      const memory = volatileMemory();
      const provider = await openRemote(server.origin, { memory, limits: { maxInputs: 16 } });
      const texts = [...sampleTexts(3), long, ...sampleTexts(12).slice(3)];
      server.always(({ inputs }) => (tooLong(inputs) ? fault : undefined));

      const vectors = await provider.embedDocuments(texts);
      const pieces = textsOf(server.answered).filter((text) => !texts.includes(text));
      expect(inOrderOf(long, pieces).join('')).toBe(long);
      expect(cosine(vectors[3]!, meanOf(pieces, server.dimensions))).toBeGreaterThan(0.999);
      const others = texts.map((text, i) => cosine(vectors[i]!, textVector(text, 64)));
      expect(others.filter((value) => value > 0.999)).toHaveLength(texts.length - 1);
      expect(memory.read()).toEqual({ maxInputTokens: expect.any(Number) as number });

      // The long text is not sent whole again, and the others are not sent one by one.
      const before = server.requests.length;
      await provider.embedDocuments(texts.map((text) => `Again: ${text}`));
      const again = server.requests.slice(before);
      expect(again.filter(({ inputs }) => tooLong(inputs))).toEqual([]);
      expect(again.length).toBeLessThan(4);
    },
  );

  it('leaves the index complete and right', async () => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: openaiAt(server.origin), files: 20 });
    server.always(({ inputs }) =>
      inputs.some((text) => text.length > 1000)
        ? refuse(400, { message: 'Input is too long: at most 250 tokens', code: 'context_length_exceeded' })
        : undefined,
    );
    const report = await run.index();
    const { texts, missing } = await run.read();
    expect([report.failed, missing]).toEqual([[], []]);
    const arrived = textsOf(server.answered);
    for (const { text, vector } of texts) {
      const pieces = arrived.includes(text) ? [text] : inOrderOf(text, arrived);
      expect(pieces.join('')).toBe(text);
      expect(cosine(vector!, meanOf(pieces, server.dimensions))).toBeGreaterThan(0.99);
    }
    expect(texts.some(({ text }) => text.length > 1000)).toBe(true);
  });
});

describe('a text that is refused whatever its size', () => {
  it('gets no vector; the others get theirs, and are sent together as before', async () => {
    const server = await startFaultServer();
    const memory = volatileMemory();
    const warnings: string[] = [];
    const provider = await openRemote(server.origin, { memory, warnings, limits: { maxInputs: 16 } });
    server.always(({ inputs }) =>
      inputs.some((text) => text.includes('room 5 '))
        ? refuse(400, { message: 'Content was flagged' })
        : undefined,
    );
    const texts = sampleTexts(16);
    const vectors = await provider.embedDocuments(texts);
    expect(vectors.flatMap((vector, i) => (vector ? [] : [texts[i]]))).toEqual([texts[5]]);
    const right = vectors.filter((vector, i) => vector && cosine(vector, textVector(texts[i]!, 64)) > 0.999);
    expect(right).toHaveLength(15);
    expect(warnings.join('\n')).toContain('Content was flagged');
    expect(memory.read()).toEqual({});

    const before = server.requests.length;
    await expectRightVectors(provider, sampleTexts(30).slice(16), server);
    expect(server.requests.length - before).toBe(1);
  });
});

/** The pieces that make up a text, in order. */
function inOrderOf(text: string, pieces: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length;) {
    const next = pieces
      .filter((piece) => piece !== '' && text.startsWith(piece, at))
      .sort((a, b) => b.length - a.length)[0];
    if (next === undefined) return found;
    found.push(next);
    at += next.length;
  }
  return found;
}

/** Mean of the vectors of some pieces, weighted by length. */
function meanOf(pieces: readonly string[], dimensions: number): number[] {
  const mean = new Array<number>(dimensions).fill(0);
  for (const piece of pieces) {
    for (const [i, value] of textVector(piece, dimensions).entries()) mean[i]! += value * piece.length;
  }
  return mean;
}
