import { bearerKey, readBy } from '../bodyRules';
import type { Dialect } from '../dialect';
import { openAiAnswer, llamaServerFault, openAiFault } from '../openAiShape';

/** Supported by all local servers (https://lmstudio.ai/docs/developer/openai-compat): model and inputs. */
export const openaiCompatible: Dialect = {
  id: 'openai-compatible',
  base: '/v1',
  path: '/embeddings',
  needsKey: false,
  keyOf: bearerKey,
  models: {
    'text-embedding-nomic-embed-text-v1.5': {
      dimensions: 768,
      maxInputTokens: 2048,
      queryPrefix: /^search_query: /,
      documentPrefix: /^search_document: /,
    },
    'text-embedding-bge-m3': { dimensions: 1024, maxInputTokens: 8192 },
  },
  read: readBy({}),
  answer: openAiAnswer,
  fault: openAiFault,
};

/** https://huggingface.github.io/text-embeddings-inference: by default 32 inputs per request. */
export const textEmbeddingsInference: Dialect = {
  ...openaiCompatible,
  maxInputs: 32,
  models: { 'BAAI/bge-m3': { dimensions: 1024, maxInputTokens: 8192 } },
  fault: (refusal) =>
    refusal.kind === 'tooManyInputs'
      ? {
          status: 413,
          body: {
            message: `batch size ${refusal.count} > maximum allowed batch size ${refusal.limit}`,
            code: 413,
            error_type: 'Validation',
          },
        }
      : openAiFault(refusal),
};

/** llama.cpp's server: an input must fit into one physical batch. */
export const llamaServer: Dialect = {
  ...openaiCompatible,
  models: { 'bge-m3': { dimensions: 1024, maxInputTokens: 512 } },
  fault: llamaServerFault,
};
