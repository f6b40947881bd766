import type { ModelInfo } from '../../../common/contracts/providerInfo';
import { message } from '../../../common/messages/message';
import { local } from './hosting';
import { similarModel } from './knownModels';
import { modelListing } from './modelListing';
import { modelPrefix } from './modelPrompts';
import { inputOf, longestFirst } from './openaiDialect';
import type { ProviderRecord } from './providerRecord';
import { readAnswer } from './readAnswer';
import { readFault } from './readFault';

/** Other dimensions are those that the model cards name; Ollama documents the field for all models. */
const models: readonly ModelInfo[] = [
  { id: 'nomic-embed-text', dimensions: 768, otherDimensions: [256, 512], maxInputTokens: 2048 },
  { id: 'qwen3-embedding:0.6b', dimensions: 1024, otherDimensions: [512], maxInputTokens: 4096 },
  { id: 'qwen3-embedding:4b', dimensions: 2560, otherDimensions: [1024], maxInputTokens: 4096 },
  { id: 'qwen3-embedding:8b', dimensions: 4096, otherDimensions: [1024, 2048], maxInputTokens: 4096 },
  { id: 'embeddinggemma', dimensions: 768, otherDimensions: [256, 512], maxInputTokens: 2048 },
  { id: 'bge-m3', dimensions: 1024, maxInputTokens: 4096 },
  { id: 'snowflake-arctic-embed2', dimensions: 1024, otherDimensions: [256], maxInputTokens: 4096 },
  { id: 'mxbai-embed-large', dimensions: 1024, maxInputTokens: 512 },
  { id: 'all-minilm', dimensions: 384, maxInputTokens: 256 },
];

/** Ollama. Contexts longer than 4096 tokens have to be configured on the server, so no more is assumed. */
export const ollama: ProviderRecord = {
  id: 'ollama',
  label: 'Ollama',
  description: message('ollamaDescription'),
  documentation: 'https://docs.ollama.com/api/embed',
  baseUrl: 'http://localhost:11434',
  paths: longestFirst([
    '/api/embeddings',
    '/api/embed',
    '/api/tags',
    '/v1/embeddings',
    '/v1/models',
    '/api',
    '/v1',
  ]),
  key: 'none',
  defaultModel: 'nomic-embed-text',
  models,
  // A model pulled without a tag is listed with this one.
  listing: modelListing({ path: '/api/tags', models, nameOf: (id) => id.replace(/:latest$/, '') }),
  installCommand: 'ollama pull',
  timeoutMs: local.timeoutMs,
  encodings: ['float'],
  limitsOf: (model) => ({
    maxInputs: 16,
    maxInputTokens: similarModel(models, model)?.maxInputTokens ?? 2048,
    concurrency: local.concurrency,
  }),
  dimensionsOf: () => 'any',
  prefixOf: modelPrefix,
  headersOf: () => ({}),
  requestOf: (call) => ({
    path: '/api/embed',
    body: {
      model: call.model,
      input: inputOf(call),
      // By default Ollama truncates long texts silently.
      truncate: false,
      ...(call.dimensions !== undefined && { dimensions: call.dimensions }),
    },
  }),
  readAnswer,
  readFault,
};
