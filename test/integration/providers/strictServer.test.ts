import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { countTokens } from '../../support/providers/countTokens';
import type { Dialect } from '../../support/providers/dialect';
import { dialects } from '../../support/providers/dialects';
import { azureOpenaiDeployment } from '../../support/providers/dialects/azureOpenai';
import { cohere } from '../../support/providers/dialects/cohere';
import { gemini } from '../../support/providers/dialects/gemini';
import {
  oceanbase,
  oceanbaseCompletedTask,
  oceanbaseTask,
  oceanbaseWrapped,
} from '../../support/providers/dialects/oceanbase';
import { openai } from '../../support/providers/dialects/openai';
import { llamaServer, textEmbeddingsInference } from '../../support/providers/dialects/openaiCompatible';
import { qhaigcOneByOne } from '../../support/providers/dialects/qhaigc';
import { scnet } from '../../support/providers/dialects/scnet';
import { voyage } from '../../support/providers/dialects/voyage';
import { zhipu } from '../../support/providers/dialects/zhipu';
import { fakeEmbedding } from '../../support/providers/fakeEmbedding';
import { roleFields, sampleRequest, type SampleRequest } from '../../support/providers/sampleRequest';
import {
  startStrictServer,
  type StrictServer,
  type StrictServerOptions,
} from '../../support/providers/strictServer';
import { repositoryRoot } from '../../support/realSources';

const open: StrictServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(dialect: Dialect, options?: StrictServerOptions): Promise<StrictServer> {
  const server = await startStrictServer(dialect, options);
  open.push(server);
  return server;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function post({ url, headers, body }: SampleRequest): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

/** A sample with some of its fields changed; those that are undefined are left out. */
function changed(sample: SampleRequest, fields: Readonly<Record<string, unknown>>): SampleRequest {
  return { ...sample, body: { ...sample.body, ...fields } };
}

/** Vectors of an answer, whatever its shape. */
function vectorsOf(body: unknown): readonly (readonly number[])[] {
  const value = body as {
    data?: { embedding: number[] }[];
    embeddings?: number[][] | { values: number[] }[] | { float: number[][] };
  };
  if (value.data !== undefined) return value.data.map(({ embedding }) => embedding);
  const { embeddings } = value;
  if (Array.isArray(embeddings)) return embeddings.map((one) => (Array.isArray(one) ? one : one.values));
  return embeddings?.float ?? [];
}

/** A text of this many words, each a token. */
const words = (count: number): string => Array<string>(count).fill('word').join(' ');

describe.each(dialects.map((dialect) => [dialect.id, dialect] as const))('%s', (id, dialect) => {
  const [model] = Object.keys(dialect.models);
  const { dimensions, maxInputTokens, maxRequestTokens } = dialect.models[model!]!;
  const inputs = ['a lost connection', 'the colour of a button'];

  it('answers with a vector for each input, in their order', async () => {
    const server = await start(dialect);
    const { status, body } = await post(sampleRequest(dialect, server, inputs));
    expect(status).toBe(200);
    expect(vectorsOf(body)).toEqual(inputs.map((text) => fakeEmbedding(text, dimensions)));
    expect(server.refused).toEqual([]);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]!.embedding).toMatchObject({ inputs, model });
  });

  it('refuses another method, path, content type and text that is no JSON', async () => {
    const server = await start(dialect);
    const sample = sampleRequest(dialect, server, inputs);
    const send = async (url: string, init: RequestInit): Promise<number> => (await fetch(url, init)).status;
    const body = JSON.stringify(sample.body);
    const statuses = [
      await send(sample.url, { headers: sample.headers }),
      await send(`${sample.url}/more`, { method: 'POST', headers: sample.headers, body }),
      await send(`${sample.url}?key=1`, { method: 'POST', headers: sample.headers, body }),
      await send(sample.url, {
        method: 'POST',
        headers: { ...sample.headers, 'content-type': 'text/plain' },
        body,
      }),
      await send(sample.url, { method: 'POST', headers: sample.headers, body: `${body},` }),
    ];
    expect(server.refused.map(({ refusal }) => refusal!.kind)).toEqual(
      'method path path contentType json'.split(' '),
    );
    expect(Math.min(...statuses)).toBeGreaterThanOrEqual(400);
  });

  it('wants its key, where it belongs', async () => {
    const server = await start(dialect);
    const sample = sampleRequest(dialect, server, inputs);
    const withHeaders = (headers: Record<string, string>): Promise<Answer> =>
      post({ ...sample, headers: { 'content-type': 'application/json', ...headers } });
    await withHeaders({});
    expect(server.refused.map(({ refusal }) => refusal!.kind)).toEqual(dialect.needsKey ? ['noKey'] : []);
    server.clear();
    await withHeaders({ 'x-api-key': server.key });
    expect(server.refused.map(({ refusal }) => refusal!.kind)).toEqual(dialect.needsKey ? ['noKey'] : []);
    server.clear();
    const keyHeaders = Object.fromEntries(
      Object.entries(sample.headers).map(([name, value]) => [name, value.replace(server.key, 'sk-other')]),
    );
    const { status } = await withHeaders(keyHeaders);
    expect(server.refused.map(({ refusal }) => refusal!.kind)).toEqual(['wrongKey']);
    expect([400, 401]).toContain(status);
  });

  it('refuses fields that it does not know, and requests that lack one', async () => {
    const server = await start(dialect);
    const sample = sampleRequest(dialect, server, inputs);
    for (const field of ['dimension_', 'input_text', 'stream']) await post(changed(sample, { [field]: 1 }));
    expect(server.refused.map(({ refusal }) => refusal)).toEqual(
      ['dimension_', 'input_text', 'stream'].map((field) => ({ kind: 'unknownField', field })),
    );
    server.clear();
    const needed = id === 'gemini' ? ['requests'] : Object.keys(sample.body);
    for (const field of needed) await post(changed(sample, { [field]: undefined }));
    expect(server.refused.map(({ refusal }) => refusal)).toEqual(
      needed.filter((field) => field !== 'embedding_types').map((field) => ({ kind: 'missingField', field })),
    );
  });

  it('refuses a model that it does not have', async () => {
    const server = await start(dialect);
    const { status } = await post(sampleRequest(dialect, server, inputs, 'no-such-model'));
    expect(server.refused[0]!.refusal).toEqual({ kind: 'model', model: 'no-such-model' });
    expect(status).toBeGreaterThanOrEqual(400);
  });

  it('refuses too many inputs, too long ones, too much of all, and empty ones', async () => {
    const server = await start(dialect);
    const send = (texts: readonly string[]): Promise<Answer> => post(sampleRequest(dialect, server, texts));
    const most = Math.min(dialect.maxInputs ?? 100, 2048);
    expect((await send(Array<string>(most).fill('a'))).status).toBe(200);
    if (dialect.maxInputs !== undefined) {
      await send(Array<string>(dialect.maxInputs + 1).fill('a'));
      expect(server.refused.at(-1)!.refusal).toMatchObject({
        kind: 'tooManyInputs',
        limit: dialect.maxInputs,
      });
    }
    expect((await send([words(maxInputTokens)])).status).toBe(200);
    await send(['a', words(maxInputTokens + 1)]);
    expect(server.refused.at(-1)!.refusal).toMatchObject({
      kind: 'inputTooLong',
      position: 1,
      tokens: maxInputTokens + 1,
    });
    if (maxRequestTokens !== undefined) {
      const count = Math.floor(maxRequestTokens / maxInputTokens);
      expect((await send(Array<string>(count).fill(words(maxInputTokens)))).status).toBe(200);
      await send(Array<string>(count + 1).fill(words(maxInputTokens)));
      expect(server.refused.at(-1)!.refusal).toMatchObject({
        kind: 'requestTooLong',
        limit: maxRequestTokens,
      });
    }
    await send(['a', '']);
    expect(server.refused.at(-1)!.refusal).toEqual({ kind: 'emptyInput', position: 1 });
  });

  it('says which key it got when it is asked to', async () => {
    const server = await start(dialect, { echoKey: true });
    await post(sampleRequest(dialect, server, inputs));
    expect(server.refused[0]!.refusal).toEqual({ kind: 'wrongKey', key: server.key });
  });
});

/** The field of the dimensions of each provider, and a value that is refused though it is a number. */
const dimensionFields = [
  ['scnet', 'dimension', 4096, 1024],
  ['aihubmix', 'dimensions', 512, 1537],
  ['oceanbase', 'dimensions', 512, 1537],
  ['openai', 'dimensions', 512, 1537],
  ['azure-openai', 'dimensions', 512, 1537],
  ['ollama', 'dimensions', 256, 769],
  ['voyage', 'output_dimension', 512, 500],
  ['jina', 'dimensions', 512, 2049],
  ['cohere', 'output_dimension', 512, 500],
  ['mistral', 'output_dimension', 3072, 500],
  ['siliconflow', 'dimensions', 1024, 1000],
  ['dashscope', 'dimensions', 512, 500],
  ['zhipu', 'dimensions', 512, 500],
] as const;

describe('dimensions', () => {
  it.each(dimensionFields)('of %s are %s', async (id, field, right, wrong) => {
    const dialect = dialects.find((one) => one.id === id)!;
    const server = await start(dialect);
    const sample = sampleRequest(dialect, server, ['one']);
    const { body } = await post(changed(sample, { [field]: right }));
    expect(vectorsOf(body)[0]).toHaveLength(right);
    await post(changed(sample, { [field]: wrong }));
    await post(changed(sample, { [field]: -1 }));
    expect(server.refused.map(({ refusal }) => refusal!.kind)).toEqual(
      id === 'scnet' ? ['badValue', 'badValue'] : ['dimensions', 'badValue'],
    );
  });

  it('are refused under each other name', async () => {
    const names = [
      'dimension',
      'dimensions',
      'output_dimension',
      'outputDimensionality',
      'output_dimensions',
    ];
    for (const dialect of dialects) {
      const server = await start(dialect);
      const sample = sampleRequest(dialect, server, ['one']);
      for (const name of names) await post(changed(sample, { [name]: 512 }));
      const known = dimensionFields.some(([id]) => id === dialect.id) ? 1 : 0;
      expect([
        dialect.id,
        server.refused.filter(({ refusal }) => refusal!.kind === 'unknownField').length,
      ]).toEqual([dialect.id, names.length - known]);
    }
  });

  it('are refused for models that have but their own', async () => {
    const server = await start(openai);
    const sample = sampleRequest(openai, server, ['one'], 'text-embedding-ada-002');
    expect((await post(changed(sample, { dimensions: 1536 }))).status).toBe(400);
    expect(server.refused[0]!.refusal).toMatchObject({ kind: 'dimensions' });
  });

  it('of Gemini stand in each request, and the vectors are not of length 1 then', async () => {
    const server = await start(gemini);
    const request = {
      model: 'models/gemini-embedding-001',
      content: { parts: [{ text: 'one' }] },
      taskType: 'RETRIEVAL_DOCUMENT',
      outputDimensionality: 768,
    };
    const sample = sampleRequest(gemini, server, ['one']);
    const [vector] = vectorsOf((await post(changed(sample, { requests: [request] }))).body);
    expect(vector).toHaveLength(768);
    expect(Math.hypot(...vector!)).toBeCloseTo(0.7);
    await post(changed(sample, { requests: [{ ...request, model: 'models/other' }] }));
    await post(changed(sample, { requests: [{ ...request, output_dimensionality: 768 }] }));
    await post(changed(sample, { requests: [{ ...request, content: { parts: [{ txt: 'one' }] } }] }));
    const other = sampleRequest(gemini, server, ['one'], 'gemini-embedding-2');
    await post(
      changed(other, {
        requests: [
          { model: 'models/gemini-embedding-2', content: request.content, taskType: 'RETRIEVAL_QUERY' },
        ],
      }),
    );
    expect(server.refused.map(({ refusal }) => refusal!.kind)).toEqual(
      'badValue unknownField unknownField badValue'.split(' '),
    );
  });
});

describe('base64', () => {
  const fields = [
    ['encoding_format', 'qhaigc scnet aihubmix oceanbase openai azure-openai voyage mistral siliconflow'],
    ['embedding_type', 'jina'],
  ] as const;
  const cases = fields.flatMap(([field, ids]) => ids.split(' ').map((id) => [id, field] as const));

  it.each(cases)('of %s holds the same numbers', async (id, field) => {
    const dialect = dialects.find((one) => one.id === id)!;
    const server = await start(dialect);
    const sample = sampleRequest(dialect, server, ['one two three']);
    const plain = vectorsOf((await post(sample)).body)[0]!;
    const { body } = await post(changed(sample, { [field]: 'base64' }));
    const [encoded] = vectorsOf(body) as unknown as readonly [string];
    const bytes = Buffer.from(encoded, 'base64');
    expect([
      ...new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)),
    ]).toEqual(plain);
    await post(changed(sample, { [field]: 'binary' }));
    expect(server.refused.map(({ refusal }) => refusal!.kind)).toEqual(['badValue']);
  });

  it('is a type of embedding at Cohere', async () => {
    const server = await start(cohere);
    const sample = changed(sampleRequest(cohere, server, ['one']), { embedding_types: ['base64'] });
    const { embeddings } = (await post(sample)).body as { embeddings: { base64: string[] } };
    expect(Buffer.from(embeddings.base64[0]!, 'base64')).toHaveLength(1536 * 4);
  });

  it('is the only value of the field at Voyage', async () => {
    const server = await start(voyage);
    await post(changed(sampleRequest(voyage, server, ['one']), { encoding_format: 'float' }));
    expect(server.refused[0]!.refusal).toMatchObject({ kind: 'badValue' });
  });

  it.each(['dashscope', 'zhipu', 'ollama', 'openai-compatible'])('is unknown to %s', async (id) => {
    const dialect = dialects.find((one) => one.id === id)!;
    const server = await start(dialect);
    await post(changed(sampleRequest(dialect, server, ['one']), { encoding_format: 'base64' }));
    expect(server.refused).toHaveLength(1);
  });
});

describe('queries and documents', () => {
  it.each(Object.entries(roleFields))('of %s are told by a field', async (id, { field, query, document }) => {
    const dialect = dialects.find((one) => one.id === id)!;
    const server = await start(dialect);
    const sample = sampleRequest(dialect, server, ['one']);
    for (const value of [query, document, 'other']) await post(changed(sample, { [field]: value }));
    expect(server.requests.map(({ embedding }) => embedding?.role)).toEqual(['query', 'document', undefined]);
    expect(server.refused.map(({ refusal }) => refusal!.kind)).toEqual(['badValue']);
  });

  it.each([
    ['ollama', 'nomic-embed-text', 'search_query: ', 'search_document: '],
    ['siliconflow', 'Qwen/Qwen3-Embedding-8B', 'Instruct: Find code\nQuery: ', ''],
    ['scnet', 'Qwen3-Embedding-8B', 'Instruct: Find code\nQuery:', ''],
    ['gemini', 'gemini-embedding-2', 'task: code retrieval | query: ', 'title: none | text: '],
  ])('of %s %s are told by what stands before the text', async (id, model, query, document) => {
    const dialect = dialects.find((one) => one.id === id)!;
    const server = await start(dialect);
    const send = (text: string): Promise<Answer> =>
      post(sampleRequest(dialect, server, [text, `${text} more`], model));
    await send(`${query}one`);
    await send(`${document}one`);
    expect(server.requests.map(({ embedding }) => [embedding!.role, embedding!.texts[0]])).toEqual([
      ['query', 'one'],
      ['document', 'one'],
    ]);
  });

  it('have no form at other models', async () => {
    const server = await start(zhipu);
    await post(sampleRequest(zhipu, server, ['one']));
    expect(server.requests[0]!.embedding!.role).toBeUndefined();
  });
});

describe('OceanBase', () => {
  const plain = fakeEmbedding('one', 1536);

  it('answers like OpenAI, or in an envelope', async () => {
    const server = await start(oceanbase);
    expect(vectorsOf((await post(sampleRequest(oceanbase, server, ['one']))).body)).toEqual([plain]);
    const wrapped = await start(oceanbaseWrapped);
    const { body } = await post(sampleRequest(oceanbaseWrapped, wrapped, ['one']));
    expect(body).toMatchObject({ success: true, code: '200' });
    expect(vectorsOf((body as { data: unknown }).data)).toEqual([plain]);
  });

  it('refuses with status 200 in its envelope', async () => {
    const server = await start(oceanbaseWrapped);
    expect(await post(sampleRequest(oceanbaseWrapped, server, ['']))).toMatchObject({
      status: 200,
      body: { success: false, code: '400' },
    });
    expect(server.refused).toHaveLength(1);
  });

  it.each([
    ['runs', oceanbaseTask, 'RUNNING', 2],
    ['is complete', oceanbaseCompletedTask, 'COMPLETED', 0],
  ] as const)('answers with a task that %s, and with vectors later', async (_, dialect, status, polls) => {
    const server = await start(dialect);
    const sample = sampleRequest(dialect, server, ['one']);
    const { data } = (await post(sample)).body as { data: { id: string; status: string } };
    expect(data).toMatchObject({ id: 'emb_1', status });
    const fetchResult = async (id: string): Promise<unknown> =>
      (await fetch(`${server.url}/api/v1/embeddings/${id}`, { headers: sample.headers })).json();
    for (let i = 0; i < polls; i++) {
      expect(await fetchResult(data.id)).toMatchObject({ data: { status: 'RUNNING' } });
    }
    const result = (await fetchResult(data.id)) as { data: unknown };
    expect(vectorsOf(result.data)).toEqual([plain]);
    expect(await fetchResult('emb_9')).toMatchObject({ success: false });
  });
});

describe('other forms of a provider', () => {
  it('takes one string at a time', async () => {
    const server = await start(qhaigcOneByOne);
    const sample = sampleRequest(qhaigcOneByOne, server, ['one']);
    expect((await post(sample)).status).toBe(400);
    expect(server.refused[0]!.refusal).toMatchObject({ kind: 'badType', wanted: 'a string' });
    expect((await post(changed(sample, { input: 'one' }))).status).toBe(200);
    expect(server.requests[1]!.embedding).toMatchObject({ asString: true, inputs: ['one'] });
  });

  it('wants the version of the older address of Azure', async () => {
    const server = await start(azureOpenaiDeployment);
    const sample = sampleRequest(azureOpenaiDeployment, server, ['one']);
    expect((await post(sample)).status).toBe(404);
    expect((await post({ ...sample, url: `${sample.url}?api-version=2024-10-21` })).status).toBe(200);
    expect(sample.url).toContain('/openai/deployments/my-embeddings/embeddings');
  });

  it('takes 32 inputs, or 512 tokens', async () => {
    const inference = await start(textEmbeddingsInference);
    const many = sampleRequest(textEmbeddingsInference, inference, Array<string>(33).fill('a'));
    expect(await post(many)).toMatchObject({ status: 413, body: { error_type: 'Validation' } });
    const llama = await start(llamaServer);
    expect(await post(sampleRequest(llamaServer, llama, [words(513)]))).toMatchObject({
      status: 500,
      body: { error: { type: 'server_error' } },
    });
  });

  it('refuses in the words of each provider', async () => {
    const bodies = new Map<string, unknown>();
    for (const dialect of dialects) {
      const count = dialect.maxInputs;
      if (count === undefined) continue;
      const server = await start(dialect);
      const { status, body } = await post(sampleRequest(dialect, server, Array<string>(count + 1).fill('a')));
      bodies.set(dialect.id, [status, JSON.stringify(body)]);
    }
    expect(Object.fromEntries(bodies)).toMatchObject({
      dashscope: [400, expect.stringContaining('batch size is invalid, it should not be larger than 10')],
      siliconflow: [413, expect.stringContaining('"code":20042')],
      gemini: [400, expect.stringContaining('at most 100 requests can be in one batch')],
      cohere: [400, expect.stringContaining('at most 96 - received 97')],
      voyage: [400, expect.stringMatching(/^\{"detail":/)],
      zhipu: [400, expect.stringContaining('"code":"1214"')],
      openai: [400, expect.stringContaining('"type":"invalid_request_error"')],
    });
  });
});

describe('the server', () => {
  it('answers in place of itself where it is asked to', async () => {
    const server = await start(scnet, {
      instead: (number) =>
        number === 0 ? { status: 429, body: { error: {} }, headers: { 'retry-after': '1' } } : undefined,
    });
    const sample = sampleRequest(scnet, server, ['one']);
    const first = await fetch(sample.url, { method: 'POST', headers: sample.headers, body: '{}' });
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '1']);
    expect((await post(sample)).status).toBe(200);
  });

  it('counts how many requests are under way', async () => {
    const server = await start(scnet, { latencyMs: 100 });
    await Promise.all([1, 2, 3].map(() => post(sampleRequest(scnet, server, ['one']))));
    expect(server.mostAtOnce).toBe(3);
  });
});

describe('countTokens', () => {
  it.each([
    // What cl100k_base says of these files.
    ['chunking/cache.py', 489],
    ['chunking/server.go', 268],
    ['chunking/Ledger.java', 278],
    ['chunking/schema.sql', 92],
  ])('says about as much as a real tokenizer of %s', async (name, tokens) => {
    const text = await readFile(path.join(repositoryRoot, 'test', 'fixtures', name), 'utf8');
    expect(countTokens(text) / tokens).toBeGreaterThan(0.95);
    expect(countTokens(text) / tokens).toBeLessThan(1.2);
  });

  it('counts each ideograph', () => {
    expect(countTokens('风急天高猿啸哀')).toBeGreaterThanOrEqual(7);
    expect(countTokens('')).toBe(0);
  });
});

describe('fakeEmbedding', () => {
  const similarity = (a: string, b: string): number => {
    const other = fakeEmbedding(b, 1024);
    return fakeEmbedding(a, 1024).reduce((sum, value, i) => sum + value * other[i]!, 0);
  };

  it('has length 1, and is near texts that share words', () => {
    expect(Math.hypot(...fakeEmbedding('function parseSetCookie(header) {}', 768))).toBeCloseTo(1);
    expect(Math.hypot(...fakeEmbedding('{}', 768))).toBeCloseTo(1);
    expect(similarity('parse a cookie', 'function parseSetCookie(header) {}')).toBeGreaterThan(
      similarity('parse a cookie', 'function drawButton(color) {}'),
    );
    expect(similarity('夜间压缩归档', '// 夜间压缩归档旧数据')).toBeGreaterThan(
      similarity('夜间压缩归档', '// 白天发送邮件'),
    );
  });
});
