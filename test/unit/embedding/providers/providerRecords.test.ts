import { describe, expect, it } from 'vitest';
import { message } from '../../../../src/common/messages/message';
import { textOf } from '../../../../src/common/messages/textOf';
import { toProviderInfo } from '../../../../src/engine/embedding/providers/toProviderInfo';
import type {
  EmbeddingCall,
  ProviderRecord,
} from '../../../../src/engine/embedding/providers/providerRecord';
import { findRecord, providerRecords } from '../../../../src/engine/embedding/providers/providerRecords';

const texts = ['const a = 1;', 'const b = 2;'];

function record(id: string): ProviderRecord {
  const found = findRecord(id);
  if (!found) throw new Error(`There is no ${id}`);
  return found;
}

function call(model: string, changes: Partial<EmbeddingCall> = {}): EmbeddingCall {
  return { model, inputs: texts, role: 'document', encoding: 'float', asString: false, ...changes };
}

function bodyOf(id: string, model: string, changes: Partial<EmbeddingCall> = {}): unknown {
  return record(id).requestOf(call(model, changes)).body;
}

const ids = [
  'qhaigc',
  'scnet',
  'aihubmix',
  'oceanbase',
  'openai',
  'azure-openai',
  'voyage',
  'jina',
  'cohere',
  'gemini',
  'mistral',
  'siliconflow',
  'dashscope',
  'zhipu',
  'ollama',
  'openai-compatible',
];

describe('the list of providers', () => {
  it('has each of them once', () => {
    expect(providerRecords.map(({ id }) => id)).toStrictEqual(ids);
    expect(findRecord('builtin')).toBeUndefined();
    expect(findRecord('OpenAI')).toBeUndefined();
  });

  it.each(ids)('%s is complete', (id) => {
    const {
      label,
      description,
      documentation,
      baseUrl,
      baseUrlExample,
      models,
      defaultModel,
      paths,
      encodings,
    } = record(id);
    expect(label).not.toBe('');
    expect(textOf(description)).toMatch(/^[^\n]{10,90}[^.]$/);
    expect(documentation).toMatch(/^https:\/\//);
    expect(baseUrl ?? baseUrlExample).toMatch(/^https?:\/\/[^/]+(?:\/[^/]+)*$/);
    expect(encodings).toContain('float');
    if (defaultModel !== undefined) expect(models.map((model) => model.id)).toContain(defaultModel);
    expect([...paths].sort((a, b) => b.length - a.length)).toStrictEqual(paths);
    for (const { dimensions, otherDimensions = [], price } of models) {
      expect(dimensions).toBeGreaterThan(0);
      expect(otherDimensions).not.toContain(dimensions);
      if (price) expect(price.amount).toBeGreaterThan(0);
    }
  });

  it.each(ids)('%s offers only dimensions that can be requested', (id) => {
    const { models } = record(id);
    for (const { id: model, dimensions, otherDimensions = [] } of models) {
      const allowed = record(id).dimensionsOf(model);
      if (allowed === 'any') continue;
      expect(allowed).toEqual(expect.arrayContaining([...otherDimensions]));
      if (allowed.length > 0) expect(allowed).toContain(dimensions);
    }
  });

  it('has a description with the facts that the choice needs', () => {
    expect(toProviderInfo(record('scnet'))).toStrictEqual({
      id: 'scnet',
      label: 'SCNet',
      description: message('scnetDescription'),
      documentation: 'https://www.scnet.cn/ac/openapi/doc/2.0/moduleapi/api/embedding.html',
      baseUrl: 'https://api.scnet.cn/api/llm/v1',
      key: 'required',
      defaultModel: 'Qwen3-Embedding-8B',
      models: [{ id: 'Qwen3-Embedding-8B', dimensions: 4096, maxInputTokens: 8192 }],
      listsModels: true,
    });
    expect(toProviderInfo(record('oceanbase'))).toMatchObject({
      baseUrlExample: 'https://api.example.com',
      listsModels: false,
    });
    expect(toProviderInfo(record('oceanbase'))).not.toHaveProperty('baseUrl');
  });
});

describe('keys', () => {
  it.each([
    ['openai', { authorization: 'Bearer sk-1' }],
    ['qhaigc', { authorization: 'Bearer sk-1' }],
    ['cohere', { authorization: 'Bearer sk-1' }],
    ['openai-compatible', { authorization: 'Bearer sk-1' }],
    ['azure-openai', { 'api-key': 'sk-1' }],
    ['gemini', { 'x-goog-api-key': 'sk-1' }],
    ['ollama', {}],
  ])('%s', (id, expected) => {
    expect(record(id).headersOf('sk-1')).toStrictEqual(expected);
    expect(record(id).headersOf(' sk-1\n')).toStrictEqual(expected);
    expect(record(id).headersOf('')).toStrictEqual({});
  });

  it('are required except for self-hosted servers', () => {
    const needs = providerRecords.filter(({ key }) => key !== 'required').map(({ id, key }) => [id, key]);
    expect(needs).toStrictEqual([
      ['ollama', 'none'],
      ['openai-compatible', 'optional'],
    ]);
  });
});

describe('requests', () => {
  it.each([
    ['qhaigc', 'bge-m3', '/embeddings', { model: 'bge-m3', input: texts }],
    ['scnet', 'Qwen3-Embedding-8B', '/embeddings', { model: 'Qwen3-Embedding-8B', input: texts }],
    ['aihubmix', 'text-embedding-3-small', '/embeddings', { model: 'text-embedding-3-small', input: texts }],
    [
      'oceanbase',
      'text-embedding-3-small',
      '/api/v1/embeddings',
      { model: 'text-embedding-3-small', input: texts },
    ],
    ['openai', 'text-embedding-3-large', '/embeddings', { model: 'text-embedding-3-large', input: texts }],
    ['azure-openai', 'my-deployment', '/openai/v1/embeddings', { model: 'my-deployment', input: texts }],
    [
      'voyage',
      'voyage-code-3',
      '/embeddings',
      { model: 'voyage-code-3', input: texts, input_type: 'document' },
    ],
    [
      'jina',
      'jina-code-embeddings-1.5b',
      '/embeddings',
      { model: 'jina-code-embeddings-1.5b', input: texts, task: 'nl2code.passage' },
    ],
    [
      'cohere',
      'embed-v4.0',
      '/v2/embed',
      { model: 'embed-v4.0', texts, input_type: 'search_document', embedding_types: ['float'] },
    ],
    [
      'gemini',
      'gemini-embedding-001',
      '/models/gemini-embedding-001:batchEmbedContents',
      {
        requests: texts.map((text) => ({
          model: 'models/gemini-embedding-001',
          content: { parts: [{ text }] },
          taskType: 'RETRIEVAL_DOCUMENT',
        })),
      },
    ],
    ['mistral', 'codestral-embed', '/embeddings', { model: 'codestral-embed', input: texts }],
    ['siliconflow', 'BAAI/bge-m3', '/embeddings', { model: 'BAAI/bge-m3', input: texts }],
    ['dashscope', 'text-embedding-v4', '/embeddings', { model: 'text-embedding-v4', input: texts }],
    ['zhipu', 'embedding-3', '/embeddings', { model: 'embedding-3', input: texts }],
    ['ollama', 'bge-m3', '/api/embed', { model: 'bge-m3', input: texts, truncate: false }],
    ['openai-compatible', 'any', '/embeddings', { model: 'any', input: texts }],
  ])('%s sends no field that was not chosen', (id, model, path, body) => {
    expect(record(id).requestOf(call(model))).toStrictEqual({ path, body });
  });

  it.each([
    ['voyage', 'voyage-code-3', { input_type: 'query' }],
    ['jina', 'jina-code-embeddings-0.5b', { task: 'nl2code.query' }],
    ['jina', 'jina-embeddings-v4', { task: 'code.query' }],
    ['jina', 'jina-embeddings-v3', { task: 'retrieval.query' }],
    ['jina', 'jina-embeddings-v5-text-small', { task: 'retrieval.query' }],
    ['cohere', 'embed-v4.0', { input_type: 'search_query' }],
  ])('%s gets a field for queries (%s)', (id, model, fields) => {
    expect(bodyOf(id, model, { role: 'query' })).toMatchObject(fields);
  });

  it('marks queries for Gemini by field or by prefix, never by both', () => {
    const first = bodyOf('gemini', 'models/gemini-embedding-001', { role: 'query', inputs: ['a'] });
    expect(first).toStrictEqual({
      requests: [
        {
          model: 'models/gemini-embedding-001',
          content: { parts: [{ text: 'a' }] },
          taskType: 'CODE_RETRIEVAL_QUERY',
        },
      ],
    });
    expect(record('gemini').prefixOf('gemini-embedding-001', 'query')).toBe('');
    const second = bodyOf('gemini', 'gemini-embedding-2', { role: 'query', inputs: ['a'] });
    expect(second).toStrictEqual({
      requests: [{ model: 'models/gemini-embedding-2', content: { parts: [{ text: 'a' }] } }],
    });
    expect(record('gemini').prefixOf('gemini-embedding-2', 'query')).toBe('task: code retrieval | query: ');
  });

  it('sends no task to old models of Jina, which do not support it', () => {
    expect(bodyOf('jina', 'jina-embeddings-v2-base-code', { dimensions: 64 })).toStrictEqual({
      model: 'jina-embeddings-v2-base-code',
      input: texts,
    });
  });

  it.each([
    ['scnet', 'Qwen3-Embedding-8B', { encoding_format: 'base64' }],
    ['qhaigc', 'bge-m3', { encoding_format: 'base64' }],
    ['openai', 'text-embedding-3-small', { encoding_format: 'base64' }],
    ['voyage', 'voyage-code-3', { encoding_format: 'base64' }],
    ['jina', 'jina-embeddings-v3', { embedding_type: 'base64' }],
    ['cohere', 'embed-v4.0', { embedding_types: ['base64'] }],
  ])('%s gets requests for base64 (%s)', (id, model, fields) => {
    expect(bodyOf(id, model, { encoding: 'base64' })).toMatchObject(fields);
  });

  it.each([
    ['aihubmix', 'text-embedding-3-small', 512, { dimensions: 512 }],
    ['oceanbase', 'text-embedding-3-small', 512, { dimensions: 512 }],
    ['openai', 'text-embedding-3-large', 1024, { dimensions: 1024 }],
    ['azure-openai', 'my-deployment', 256, { dimensions: 256 }],
    ['voyage', 'voyage-4', 256, { output_dimension: 256 }],
    ['jina', 'jina-embeddings-v4', 512, { dimensions: 512 }],
    ['cohere', 'embed-v4.0', 512, { output_dimension: 512 }],
    ['mistral', 'codestral-embed', 256, { output_dimension: 256 }],
    ['siliconflow', 'Qwen/Qwen3-Embedding-4B', 1024, { dimensions: 1024 }],
    ['dashscope', 'text-embedding-v4', 512, { dimensions: 512 }],
    ['zhipu', 'embedding-3', 512, { dimensions: 512 }],
    ['ollama', 'qwen3-embedding:0.6b', 256, { dimensions: 256 }],
    ['openai-compatible', 'any', 256, { dimensions: 256 }],
  ])('%s gets requests with dimensions (%s)', (id, model, dimensions, fields) => {
    expect(bodyOf(id, model, { dimensions })).toMatchObject(fields);
    expect(Object.keys(bodyOf(id, model, { dimensions }) as object)).toHaveLength(
      Object.keys(bodyOf(id, model) as object).length + 1,
    );
  });

  it.each([
    ['voyage', 'voyage-4', 'base64', { output_dtype: 'int8', encoding_format: 'base64' }],
    ['cohere', 'embed-multilingual-v3.0', 'float', { embedding_types: ['int8'] }],
    ['mistral', 'codestral-embed-2505', 'float', { output_dtype: 'int8' }],
  ] as const)('%s gets requests for integers (%s)', (id, model, encoding, fields) => {
    expect(record(id).int8!.isOf(model)).toBe(true);
    expect(record(id).int8!.encodings[0]).toBe(encoding);
    const { encoding_format: format, ...body } = bodyOf(id, model, {
      encoding,
      outputType: 'int8',
    }) as Record<string, unknown>;
    expect({ ...body, ...(format !== undefined && { encoding_format: format }) }).toMatchObject(fields);
    expect(format).toBe(encoding === 'base64' ? 'base64' : undefined);
  });

  it.each(ids)('%s offers integers for the models that return them', (id) => {
    for (const { id: model, hasInt8 = false } of record(id).models) {
      expect([model, record(id).int8?.isOf(model) ?? false]).toEqual([model, hasInt8]);
    }
  });

  it.each([
    ['voyage', 'voyage-law-2'],
    ['voyage', 'voyage-4-nano'],
    ['cohere', 'embed-english-v2.0'],
    ['mistral', 'mistral-embed'],
  ])('does not request integers from %s %s', (id, model) => {
    expect(record(id).int8!.isOf(model)).toBe(false);
  });

  it('requests only floating-point numbers from old models of Cohere', () => {
    const body = bodyOf('cohere', 'embed-english-v2.0', { encoding: 'base64' });
    expect(body).toMatchObject({ embedding_types: ['float'] });
  });

  it('sends the dimensions in each request to Gemini', () => {
    const body = bodyOf('gemini', 'gemini-embedding-001', { dimensions: 768 });
    expect(body).toMatchObject({ requests: texts.map(() => ({ outputDimensionality: 768 })) });
  });

  it.each([
    ['qhaigc', 'text-embedding-3-large', 1024],
    ['scnet', 'Qwen3-Embedding-8B', 4096],
    ['scnet', 'Qwen3-Embedding-8B', 1024],
    ['aihubmix', 'text-embedding-ada-002', 512],
    ['openai', 'text-embedding-ada-002', 512],
    ['voyage', 'voyage-code-2', 256],
    ['voyage', 'voyage-code-3', 300],
    ['cohere', 'embed-english-v3.0', 256],
    ['mistral', 'mistral-embed', 256],
    ['siliconflow', 'BAAI/bge-m3', 512],
    ['siliconflow', 'Qwen/Qwen3-Embedding-0.6B', 2048],
    ['dashscope', 'text-embedding-v2', 512],
    ['zhipu', 'embedding-2', 512],
  ])('never sends %s dimensions that it refuses (%s, %i)', (id, model, dimensions) => {
    expect(bodyOf(id, model, { dimensions })).toStrictEqual(bodyOf(id, model));
  });

  it.each(['qhaigc', 'scnet', 'openai', 'ollama', 'openai-compatible'])(
    '%s gets a single text as a string',
    (id) => {
      expect(bodyOf(id, 'bge-m3', { inputs: ['a'], asString: true })).toMatchObject({ input: 'a' });
      expect(bodyOf(id, 'bge-m3', { inputs: ['a'] })).toMatchObject({ input: ['a'] });
    },
  );

  it.each([
    [undefined, '/openai/v1/embeddings'],
    ['https://a.openai.azure.com', '/openai/v1/embeddings'],
    ['https://a.openai.azure.com/openai/deployments/d', '/embeddings?api-version=2024-10-21'],
    ['https://a.openai.azure.com/openai/deployments/d?api-version=2023-05-15', '/embeddings'],
  ])('has the right path of Azure below %s', (baseUrl, path) => {
    expect(record('azure-openai').requestOf(call('d', { baseUrl })).path).toBe(path);
  });

  it('escapes names of models in the path', () => {
    const { path } = record('gemini').requestOf(call('tunedModels/../x?y#z'));
    expect(path).toBe('/models/tunedModels%2F..%2Fx%3Fy%23z:batchEmbedContents');
  });
});

describe('limits', () => {
  it.each([
    ['qhaigc', 'bge-m3', 16, 8192, undefined, 8],
    ['qhaigc', 'text-embedding-3-large', 16, 8191, undefined, 8],
    ['scnet', 'Qwen3-Embedding-8B', 5, 8192, undefined, 8],
    ['aihubmix', 'text-embedding-3-small', 2048, 8192, 300_000, 8],
    ['oceanbase', 'text-embedding-3-small', 16, 8192, undefined, 8],
    ['openai', 'text-embedding-3-small', 2048, 8192, 300_000, 8],
    ['azure-openai', 'my-deployment', 2048, 8192, 300_000, 8],
    ['voyage', 'voyage-code-3', 1000, 32_000, 120_000, 8],
    ['voyage', 'voyage-4-large', 1000, 32_000, 120_000, 8],
    ['voyage', 'voyage-4', 1000, 32_000, 320_000, 8],
    ['voyage', 'voyage-4-lite', 1000, 32_000, 1_000_000, 8],
    ['voyage', 'voyage-law-2', 1000, 16_000, 120_000, 8],
    ['jina', 'jina-code-embeddings-1.5b', 128, 32_768, undefined, 8],
    ['jina', 'jina-embeddings-v3', 128, 8192, undefined, 8],
    ['cohere', 'embed-v4.0', 96, 128_000, undefined, 8],
    ['cohere', 'embed-english-v3.0', 96, 512, undefined, 8],
    ['gemini', 'gemini-embedding-001', 100, 2048, undefined, 8],
    ['gemini', 'gemini-embedding-2', 100, 8192, undefined, 8],
    ['mistral', 'codestral-embed', 128, 8192, 16_384, 8],
    ['siliconflow', 'Qwen/Qwen3-Embedding-8B', 64, 32_768, undefined, 8],
    ['siliconflow', 'BAAI/bge-large-zh-v1.5', 64, 512, undefined, 8],
    ['dashscope', 'text-embedding-v4', 10, 8192, undefined, 8],
    ['dashscope', 'text-embedding-v2', 25, 2048, undefined, 8],
    ['zhipu', 'embedding-3', 64, 3072, undefined, 8],
    ['zhipu', 'embedding-2', 64, 512, 8000, 8],
    ['ollama', 'nomic-embed-text:latest', 16, 2048, undefined, 2],
    ['ollama', 'mxbai-embed-large:335m', 16, 512, undefined, 2],
    ['ollama', 'mine', 16, 2048, undefined, 2],
    ['openai-compatible', 'mine', 32, 2048, undefined, 2],
  ])('of %s, %s', (id, model, maxInputs, maxInputTokens, maxRequestTokens, concurrency) => {
    expect(record(id).limitsOf(model)).toEqual({ maxInputs, maxInputTokens, maxRequestTokens, concurrency });
  });

  it('give self-hosted servers more time', () => {
    const slow = providerRecords
      .filter(({ timeoutMs }) => timeoutMs !== 60_000)
      .map(({ id, timeoutMs }) => [id, timeoutMs]);
    expect(slow).toStrictEqual([
      ['ollama', 300_000],
      ['openai-compatible', 300_000],
    ]);
  });
});

describe('prefixes', () => {
  const instruction = /^Instruct: .+\nQuery:$/;

  it.each(['scnet', 'siliconflow', 'ollama', 'openai-compatible', 'aihubmix'])('%s: of open models', (id) => {
    expect(record(id).prefixOf('Qwen3-Embedding-8B', 'query')).toMatch(instruction);
    expect(record(id).prefixOf('Qwen3-Embedding-8B', 'document')).toBe('');
  });

  it.each(['voyage', 'jina', 'cohere', 'mistral', 'dashscope', 'zhipu'])('%s: is not needed', (id) => {
    for (const { id: model } of record(id).models) {
      expect(record(id).prefixOf(model, 'query') + record(id).prefixOf(model, 'document')).toBe('');
    }
  });
});

describe('tasks of OceanBase', () => {
  const readTask = (body: unknown) => record('oceanbase').readTask?.(body);

  it.each([
    ['COMPLETED', 'done'],
    ['succeeded', 'done'],
    ['FAILED', 'failed'],
    ['Cancelled', 'failed'],
    ['PENDING', 'running'],
    ['in-progress', 'running'],
  ])('%s is %s', (status, state) => {
    const data = { id: 'emb_abc123', name: 'embedding-result', status, createTime: '2026-04-10T10:00:00Z' };
    expect(readTask({ success: true, code: '200', message: 'successful', data })).toStrictEqual({
      id: 'emb_abc123',
      status,
      state,
    });
  });

  it.each([
    ['vectors', { data: [{ embedding: [1] }] }],
    ['vectors beside a status', { data: { id: 'a', status: 'COMPLETED', embedding: [1] } }],
    ['a refusal', { success: false, code: '500', message: 'no', data: { id: 'a', status: 'FAILED' } }],
    ['an error', { id: 'a', status: 'x', error: { code: 'unauthorized', message: 'no' } }],
    ['no status', { data: { id: 'a' } }],
    ['no id', { data: { status: 'RUNNING' } }],
    ['an empty id', { data: { id: '', status: 'RUNNING' } }],
    ['nothing', undefined],
    ['a list', []],
  ])('are not recognised in %s', (_, body) => {
    expect(readTask(body)).toBeUndefined();
  });

  it('are not recognised in answers of other providers', () => {
    expect(providerRecords.filter((found) => 'readTask' in found).map(({ id }) => id)).toStrictEqual([
      'oceanbase',
    ]);
  });
});
