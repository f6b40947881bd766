import { describe, expect, it } from 'vitest';
import type { ModelListing } from '../../../../src/engine/embedding/providers/providerRecord';
import { findRecord, providerRecords } from '../../../../src/engine/embedding/providers/providerRecords';

function listing(id: string): ModelListing {
  return findRecord(id)!.listing!;
}

function idsOf(id: string, body: unknown): readonly string[] {
  return listing(id)
    .read(body)
    .map((model) => model.id);
}

describe('the listings', () => {
  it('have the paths of the providers', () => {
    const paths = providerRecords.map(({ id, listing: found }) => [id, found?.path]);
    expect(Object.fromEntries(paths)).toStrictEqual({
      qhaigc: '/models',
      scnet: '/models',
      aihubmix: '/models',
      oceanbase: undefined,
      openai: '/models',
      'azure-openai': undefined,
      voyage: undefined,
      jina: undefined,
      cohere: '/v1/models?endpoint=embed&page_size=1000',
      gemini: '/models?pageSize=1000',
      mistral: '/models',
      siliconflow: '/models?sub_type=embedding',
      dashscope: undefined,
      zhipu: undefined,
      ollama: '/api/tags',
      'openai-compatible': '/models',
    });
  });

  it('recognise embedding models by their names', () => {
    const ids = [
      'gpt-4o',
      'text-embedding-3-small',
      'BAAI/bge-m3',
      'bge-reranker-v2-m3',
      'Qwen3-Embedding-8B',
      'intfloat/multilingual-e5-large',
      'whisper-1',
      'jina-reranker-m0',
      'text-embedding-3-small',
    ];
    const body = { object: 'list', data: ids.map((id) => ({ id, object: 'model', owned_by: 'a' })) };
    expect(idsOf('aihubmix', body)).toStrictEqual([
      'text-embedding-3-small',
      'BAAI/bge-m3',
      'Qwen3-Embedding-8B',
      'intfloat/multilingual-e5-large',
    ]);
  });

  it('recognise them by the declaration of the provider, if there is one', () => {
    expect(
      idsOf('ollama', {
        models: [
          {
            name: 'llama3.2:latest',
            model: 'llama3.2:latest',
            details: {},
            capabilities: ['completion', 'tools'],
          },
          { name: 'mine:latest', model: 'mine:latest', capabilities: ['embedding'] },
          {
            name: 'nomic-embed-text:latest',
            model: 'nomic-embed-text:latest',
            details: { family: 'nomic-bert' },
          },
        ],
      }),
    ).toStrictEqual(['mine', 'nomic-embed-text']);
    expect(
      idsOf('openai-compatible', [
        { id: 'a', type: 'chat' },
        { id: 'b', type: 'embedding' },
        { id: 'c-embedder', type: 'llm' },
      ]),
    ).toStrictEqual(['b']);
  });

  it('are read in the formats of Gemini and Cohere', () => {
    expect(
      listing('gemini').read({
        models: [
          {
            name: 'models/gemini-2.5-pro',
            inputTokenLimit: 1_048_576,
            supportedGenerationMethods: ['generateContent'],
          },
          {
            name: 'models/gemini-embedding-001',
            inputTokenLimit: 2048,
            supportedGenerationMethods: ['embedContent'],
          },
          { name: 'models/next', inputTokenLimit: 4096, supportedGenerationMethods: ['embedContent'] },
        ],
      }),
    ).toStrictEqual([findRecord('gemini')!.models[0], { id: 'next', maxInputTokens: 4096 }]);
    expect(
      idsOf('cohere', {
        models: [
          { name: 'embed-v4.0', endpoints: ['embed'] },
          { name: 'command-a', endpoints: ['chat'] },
        ],
      }),
    ).toStrictEqual(['embed-v4.0']);
  });

  it('are completed with the documented properties of each model', () => {
    const body = {
      models: [
        { name: 'qwen3-embedding:0.6b' },
        { name: 'qwen3-embedding:latest' },
        { name: 'bge-m3:latest' },
      ],
    };
    expect(listing('ollama').read(body)).toStrictEqual([
      { id: 'qwen3-embedding:0.6b', dimensions: 1024, otherDimensions: [512], maxInputTokens: 4096 },
      { id: 'qwen3-embedding' },
      { id: 'bge-m3', dimensions: 1024, maxInputTokens: 4096 },
    ]);
  });

  it('contain all models of a self-hosted server whose names reveal nothing', () => {
    const body = { object: 'list', data: [{ id: '/models/x.gguf', max_model_len: 512 }, { id: 'y' }] };
    expect(listing('openai-compatible').read(body)).toStrictEqual([
      { id: '/models/x.gguf', maxInputTokens: 512 },
      { id: 'y' },
    ]);
    expect(idsOf('openai', body)).toStrictEqual([]);
  });

  it.each([undefined, null, 'text', 7, {}, [], { data: null }, { data: [null, 7, {}, { id: '' }] }])(
    'are empty for %j',
    (body) => {
      for (const id of ['openai', 'openai-compatible', 'ollama', 'gemini', 'cohere']) {
        expect(idsOf(id, body)).toStrictEqual([]);
      }
    },
  );
});
