import { bearerKey, oneOf, wholeNumber } from '../../providers/bodyRules';
import { statusOf, wordingOf } from '../../providers/wording';
import { readRerankBy, resultsOf, type RerankDialect } from '../rerankDialect';

/** https://docs.cohere.com/reference/rerank: `POST https://api.cohere.com/v2/rerank`; texts are cut, not refused. */
export const cohere: RerankDialect = {
  id: 'cohere',
  base: '',
  path: '/v2/rerank',
  needsKey: true,
  keyOf: bearerKey,
  models: { 'rerank-v4.0-pro': {}, 'rerank-v4.0-fast': {}, 'rerank-v3.5': {}, 'rerank-english-v3.0': {} },
  maxDocuments: 10_000,
  read: readRerankBy({
    isModelRequired: true,
    count: 'top_n',
    others: { max_tokens_per_doc: wholeNumber, priority: oneOf(0, 1, 2, 3) },
  }),
  answer: (scores) => ({
    results: resultsOf(scores),
    id: '07734bd2-2473-4f07-94e1-0d9f0e6843cf',
    meta: { api_version: { version: '2' }, billed_units: { search_units: 1 } },
  }),
  fault: (refusal) => ({
    status: statusOf(refusal),
    body: {
      id: 'b1a9f8d3-6f0b-4a55-9a0c-9d0f6c1c7a11',
      message: wordingOf(refusal, {
        wrongKey: () => 'invalid api token',
        tooManyInputs: ({ count, limit }) => `too many documents: ${count}, at most ${limit} documents`,
      }),
    },
  }),
};
