import type { ModelInfo } from '../../../common/contracts/providerInfo';
import { message } from '../../../common/messages/message';
import { cloud } from './hosting';
import { similarModel } from './knownModels';
import { modelListing } from './modelListing';
import { modelPrefix } from './modelPrompts';
import { keyHeader, longestFirst } from './openaiDialect';
import type { EmbeddingCall, ProviderRecord } from './providerRecord';
import { readAnswer } from './readAnswer';
import { readFault } from './readFault';

const models: readonly ModelInfo[] = [
  {
    id: 'gemini-embedding-001',
    dimensions: 3072,
    otherDimensions: [768, 1536],
    maxInputTokens: 2048,
    price: { amount: 0.15, currency: 'USD' },
  },
  {
    id: 'gemini-embedding-2',
    dimensions: 3072,
    otherDimensions: [768, 1536],
    maxInputTokens: 8192,
    price: { amount: 0.2, currency: 'USD' },
  },
];

/** The Gemini API of Google. Its first models have the field `taskType` for the role of a text, later ones a prefix. */
export const gemini: ProviderRecord = {
  id: 'gemini',
  label: 'Google Gemini',
  description: message('geminiDescription'),
  documentation: 'https://ai.google.dev/gemini-api/docs/embeddings',
  baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
  paths: longestFirst([
    '/models/{model}:batchEmbedContents',
    '/models/{model}:embedContent',
    '/openai/embeddings',
    '/models/{model}',
    '/models',
    '/openai',
  ]),
  key: 'required',
  defaultModel: 'gemini-embedding-001',
  models,
  listing: modelListing({ path: '/models?pageSize=1000', models }),
  timeoutMs: cloud.timeoutMs,
  encodings: ['float'],
  limitsOf: (model) => ({
    maxInputs: 100,
    maxInputTokens: similarModel(models, model)?.maxInputTokens ?? 2048,
    concurrency: cloud.concurrency,
  }),
  dimensionsOf: () => 'any',
  prefixOf: modelPrefix,
  headersOf: (key) => keyHeader('x-goog-api-key', key),
  requestOf,
  // Each request of a batch has the fields.
  placeParameters: ({ requests, ...body }, parameters) => ({
    ...body,
    requests: (requests as readonly object[]).map((request) => ({ ...request, ...parameters })),
  }),
  readAnswer,
  readFault,
};

function requestOf({
  model,
  inputs,
  role,
  dimensions,
}: EmbeddingCall): ReturnType<ProviderRecord['requestOf']> {
  const name = model.replace(/^models\//, '');
  const taskType = role === 'query' ? 'CODE_RETRIEVAL_QUERY' : 'RETRIEVAL_DOCUMENT';
  const isPrompted = modelPrefix(name, role) !== '';
  return {
    path: `/models/${encodeURIComponent(name)}:batchEmbedContents`,
    body: {
      requests: inputs.map((text) => ({
        model: `models/${name}`,
        content: { parts: [{ text }] },
        ...(!isPrompted && { taskType }),
        ...(dimensions !== undefined && { outputDimensionality: dimensions }),
      })),
    },
  };
}
