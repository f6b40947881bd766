import { bearerKey, readBy, text } from '../bodyRules';
import type { Dialect, DialectModel } from '../dialect';
import { openAiAnswer, openAiFault } from '../openAiShape';

const limits = { maxInputTokens: 8192, maxRequestTokens: 300_000 } as const;

/** The models of OpenAI, for all providers that serve them. */
export const openAiModels: Readonly<Record<string, DialectModel>> = {
  'text-embedding-3-small': { dimensions: 1536, dimensionChoices: 'upTo', ...limits },
  'text-embedding-3-large': { dimensions: 3072, dimensionChoices: 'upTo', ...limits },
  'text-embedding-ada-002': { dimensions: 1536, ...limits },
};

/** https://platform.openai.com/docs/api-reference/embeddings/create */
export const openai: Dialect = {
  id: 'openai',
  base: '/v1',
  path: '/embeddings',
  needsKey: true,
  keyOf: bearerKey,
  models: openAiModels,
  maxInputs: 2048,
  read: readBy({ dimensions: 'dimensions', encoding: 'encoding_format', others: { user: text } }),
  answer: openAiAnswer,
  fault: openAiFault,
};
