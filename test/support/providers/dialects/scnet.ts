import { bearerKey, oneOf, readBy } from '../bodyRules';
import type { Dialect } from '../dialect';
import { openAiAnswer, openAiFault } from '../openAiShape';

/** https://www.scnet.cn: `POST https://api.scnet.cn/api/llm/v1/embeddings` */
export const scnet: Dialect = {
  id: 'scnet',
  base: '/api/llm/v1',
  path: '/embeddings',
  needsKey: true,
  keyOf: bearerKey,
  models: {
    'Qwen3-Embedding-8B': {
      dimensions: 4096,
      dimensionChoices: [4096],
      maxInputTokens: 8192,
      queryPrefix: /^Instruct: [^\n]+\nQuery: ?/,
    },
  },
  maxInputs: 5,
  read: readBy({
    // Singular; its example has the number as a string.
    dimensions: 'dimension',
    dimensionsRule: oneOf(4096, '4096'),
    encoding: 'encoding_format',
  }),
  answer: (vectors, request, tokens) => ({
    id: 'embd-71d0820e81a3691140fb62967c6cc60a',
    created: 1750930640,
    ...(openAiAnswer(vectors, request, tokens) as object),
  }),
  fault: openAiFault,
};
