import { bearerKey, readBy, text } from '../bodyRules';
import type { Dialect } from '../dialect';
import { encoded } from '../openAiShape';
import { statusOf, wordingOf } from '../wording';

const limits = { maxInputTokens: 8192, maxRequestTokens: 300_000 } as const;

/** https://docs.aihubmix.com: `POST https://aihubmix.com/v1/embeddings` */
export const aihubmix: Dialect = {
  id: 'aihubmix',
  base: '/v1',
  path: '/embeddings',
  needsKey: true,
  keyOf: bearerKey,
  models: {
    'text-embedding-3-small': { dimensions: 1536, dimensionChoices: 'upTo', ...limits },
    'text-embedding-3-large': { dimensions: 3072, dimensionChoices: 'upTo', ...limits },
    'text-embedding-ada-002': { dimensions: 1536, ...limits },
  },
  maxInputs: 2048,
  read: readBy({ dimensions: 'dimensions', encoding: 'encoding_format', others: { user: text } }),
  // The entries of `data` have no `object`.
  answer: (vectors, request, tokens) => ({
    object: 'list',
    data: vectors.map((vector, index) => ({ index, embedding: encoded(vector, request) })),
    model: request.model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  }),
  fault: (refusal) => ({
    // Its documented status for an unknown model is 503.
    status: statusOf(refusal, { model: 503 }),
    body: {
      error: {
        message: wordingOf(refusal, { model: ({ model }) => `Incorrect model ID: ${model}` }),
        type: 'Aihubmix_api_error',
      },
    },
  }),
};
