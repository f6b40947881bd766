import { describe, expect, it } from 'vitest';
import { changed, post, vectorsOf, words, type Answer } from '../../support/providers/askServer';
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
import { voyage } from '../../support/providers/dialects/voyage';
import { zhipu } from '../../support/providers/dialects/zhipu';
import { fakeEmbedding } from '../../support/providers/fakeEmbedding';
import { roleFields, sampleRequest } from '../../support/providers/sampleRequest';
import { openStrictServer } from '../../support/providers/openStrictServer';

/** The dimensions field of each provider, a valid value, and a number that is refused. */
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
    const server = await openStrictServer(dialect);
    const sample = sampleRequest(dialect, server, ['one']);
    const { body } = await post(changed(sample, { [field]: right }));
    expect(vectorsOf(body)[0]).toHaveLength(right);
    await post(changed(sample, { [field]: wrong }));
    await post(changed(sample, { [field]: -1 }));
    expect(server.refused.map(({ refusal }) => refusal!.kind)).toEqual(
      id === 'scnet' ? ['badValue', 'badValue'] : ['dimensions', 'badValue'],
    );
  });

  it('are refused if the field has another name', async () => {
    const names = [
      'dimension',
      'dimensions',
      'output_dimension',
      'outputDimensionality',
      'output_dimensions',
    ];
    for (const dialect of dialects) {
      const server = await openStrictServer(dialect);
      const sample = sampleRequest(dialect, server, ['one']);
      for (const name of names) await post(changed(sample, { [name]: 512 }));
      const known = dimensionFields.some(([id]) => id === dialect.id) ? 1 : 0;
      expect([
        dialect.id,
        server.refused.filter(({ refusal }) => refusal!.kind === 'unknownField').length,
      ]).toEqual([dialect.id, names.length - known]);
    }
  });

  it('are refused for models with fixed dimensions', async () => {
    const server = await openStrictServer(openai);
    const sample = sampleRequest(openai, server, ['one'], 'text-embedding-ada-002');
    expect((await post(changed(sample, { dimensions: 1536 }))).status).toBe(400);
    expect(server.refused[0]!.refusal).toMatchObject({ kind: 'dimensions' });
  });

  it('of Gemini are in each request, and its vectors then do not have length 1', async () => {
    const server = await openStrictServer(gemini);
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

  it.each(cases)('of %s contains the same numbers', async (id, field) => {
    const dialect = dialects.find((one) => one.id === id)!;
    const server = await openStrictServer(dialect);
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
    const server = await openStrictServer(cohere);
    const sample = changed(sampleRequest(cohere, server, ['one']), { embedding_types: ['base64'] });
    const { embeddings } = (await post(sample)).body as { embeddings: { base64: string[] } };
    expect(Buffer.from(embeddings.base64[0]!, 'base64')).toHaveLength(1536 * 4);
  });

  it('is the only value of the field at Voyage', async () => {
    const server = await openStrictServer(voyage);
    await post(changed(sampleRequest(voyage, server, ['one']), { encoding_format: 'float' }));
    expect(server.refused[0]!.refusal).toMatchObject({ kind: 'badValue' });
  });

  it.each(['dashscope', 'zhipu', 'ollama', 'openai-compatible'])('is unknown to %s', async (id) => {
    const dialect = dialects.find((one) => one.id === id)!;
    const server = await openStrictServer(dialect);
    await post(changed(sampleRequest(dialect, server, ['one']), { encoding_format: 'base64' }));
    expect(server.refused).toHaveLength(1);
  });
});

describe('queries and documents', () => {
  it.each(Object.entries(roleFields))(
    'of %s are distinguished by a field',
    async (id, { field, query, document }) => {
      const dialect = dialects.find((one) => one.id === id)!;
      const server = await openStrictServer(dialect);
      const sample = sampleRequest(dialect, server, ['one']);
      for (const value of [query, document, 'other']) await post(changed(sample, { [field]: value }));
      expect(server.requests.map(({ embedding }) => embedding?.role)).toEqual([
        'query',
        'document',
        undefined,
      ]);
      expect(server.refused.map(({ refusal }) => refusal!.kind)).toEqual(['badValue']);
    },
  );

  it.each([
    ['ollama', 'nomic-embed-text', 'search_query: ', 'search_document: '],
    ['siliconflow', 'Qwen/Qwen3-Embedding-8B', 'Instruct: Find code\nQuery: ', ''],
    ['scnet', 'Qwen3-Embedding-8B', 'Instruct: Find code\nQuery:', ''],
    ['gemini', 'gemini-embedding-2', 'task: code retrieval | query: ', 'title: none | text: '],
  ])('of %s %s are distinguished by a prefix of the text', async (id, model, query, document) => {
    const dialect = dialects.find((one) => one.id === id)!;
    const server = await openStrictServer(dialect);
    const send = (text: string): Promise<Answer> =>
      post(sampleRequest(dialect, server, [text, `${text} more`], model));
    await send(`${query}one`);
    await send(`${document}one`);
    expect(server.requests.map(({ embedding }) => [embedding!.role, embedding!.texts[0]])).toEqual([
      ['query', 'one'],
      ['document', 'one'],
    ]);
  });

  it('are not distinguished for other models', async () => {
    const server = await openStrictServer(zhipu);
    await post(sampleRequest(zhipu, server, ['one']));
    expect(server.requests[0]!.embedding!.role).toBeUndefined();
  });
});

describe('OceanBase', () => {
  const plain = fakeEmbedding('one', 1536);

  it('answers like OpenAI, or in an envelope', async () => {
    const server = await openStrictServer(oceanbase);
    expect(vectorsOf((await post(sampleRequest(oceanbase, server, ['one']))).body)).toEqual([plain]);
    const wrapped = await openStrictServer(oceanbaseWrapped);
    const { body } = await post(sampleRequest(oceanbaseWrapped, wrapped, ['one']));
    expect(body).toMatchObject({ success: true, code: '200' });
    expect(vectorsOf((body as { data: unknown }).data)).toEqual([plain]);
  });

  it('refuses with status 200 in its envelope', async () => {
    const server = await openStrictServer(oceanbaseWrapped);
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
    const server = await openStrictServer(dialect);
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

describe('other variants of a server', () => {
  it('accepts one string at a time', async () => {
    const server = await openStrictServer(qhaigcOneByOne);
    const sample = sampleRequest(qhaigcOneByOne, server, ['one']);
    expect((await post(sample)).status).toBe(400);
    expect(server.refused[0]!.refusal).toMatchObject({ kind: 'badType', wanted: 'a string' });
    expect((await post(changed(sample, { input: 'one' }))).status).toBe(200);
    expect(server.requests[1]!.embedding).toMatchObject({ asString: true, inputs: ['one'] });
  });

  it('requires the version at the older address of Azure', async () => {
    const server = await openStrictServer(azureOpenaiDeployment);
    const sample = sampleRequest(azureOpenaiDeployment, server, ['one']);
    expect((await post(sample)).status).toBe(404);
    expect((await post({ ...sample, url: `${sample.url}?api-version=2024-10-21` })).status).toBe(200);
    expect(sample.url).toContain('/openai/deployments/my-embeddings/embeddings');
  });

  it('accepts 32 inputs, or 512 tokens', async () => {
    const inference = await openStrictServer(textEmbeddingsInference);
    const many = sampleRequest(textEmbeddingsInference, inference, Array<string>(33).fill('a'));
    expect(await post(many)).toMatchObject({ status: 413, body: { error_type: 'Validation' } });
    const llama = await openStrictServer(llamaServer);
    expect(await post(sampleRequest(llamaServer, llama, [words(513)]))).toMatchObject({
      status: 500,
      body: { error: { type: 'server_error' } },
    });
  });

  it('refuses with the messages of each provider', async () => {
    const bodies = new Map<string, unknown>();
    for (const dialect of dialects) {
      const count = dialect.maxInputs;
      if (count === undefined) continue;
      const server = await openStrictServer(dialect);
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
