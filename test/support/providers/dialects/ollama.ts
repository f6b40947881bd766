import { bearerKey, flag, object, readBy, text } from '../bodyRules';
import type { Dialect } from '../dialect';
import { statusOf, wordingOf } from '../wording';

/** https://docs.ollama.com/api/embed: `POST {host}/api/embed` */
export const ollama: Dialect = {
  id: 'ollama',
  base: '',
  path: '/api/embed',
  needsKey: false,
  keyOf: bearerKey,
  models: {
    'nomic-embed-text': {
      dimensions: 768,
      dimensionChoices: 'upTo',
      maxInputTokens: 2048,
      queryPrefix: /^search_query: /,
      documentPrefix: /^search_document: /,
    },
    'bge-m3': { dimensions: 1024, dimensionChoices: 'upTo', maxInputTokens: 8192 },
  },
  read: readBy({
    dimensions: 'dimensions',
    others: { truncate: flag, options: object, keep_alive: text },
  }),
  answer: (vectors, { model }, tokens) => ({
    model,
    embeddings: vectors,
    total_duration: 14143917,
    load_duration: 1019500,
    prompt_eval_count: tokens,
  }),
  fault: (refusal) => ({
    status: statusOf(refusal),
    body: {
      error: wordingOf(refusal, {
        model: ({ model }) => `model "${model}" not found, try pulling it first`,
        inputTooLong: () => 'the input length exceeds the context length',
      }),
    },
  }),
};
