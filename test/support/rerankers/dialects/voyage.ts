import { bearerKey, flag } from '../../providers/bodyRules';
import { statusOf, wordingOf } from '../../providers/wording';
import { readRerankBy, resultsOf, type RerankDialect } from '../rerankDialect';

/** https://docs.voyageai.com/reference/reranker-api: `POST https://api.voyageai.com/v1/rerank` */
export const voyage: RerankDialect = {
  id: 'voyage',
  base: '/v1',
  path: '/rerank',
  needsKey: true,
  keyOf: bearerKey,
  models: {
    'rerank-2.5': { maxRequestTokens: 600_000 },
    'rerank-2.5-lite': { maxRequestTokens: 600_000 },
    'rerank-2': { maxRequestTokens: 600_000 },
    'rerank-2-lite': { maxRequestTokens: 300_000 },
  },
  maxDocuments: 1000,
  read: readRerankBy({
    isModelRequired: true,
    count: 'top_k',
    others: { return_documents: flag, truncation: flag },
  }),
  answer: (scores, { model }, tokens) => ({
    object: 'list',
    data: resultsOf(scores),
    model,
    usage: { total_tokens: tokens },
  }),
  fault: (refusal) => ({
    status: statusOf(refusal, { model: 400 }),
    body: {
      detail: wordingOf(refusal, {
        unknownField: ({ field }) => `Argument '${field}' is not supported by our API`,
        tooManyInputs: ({ count, limit }) => `The number of documents limit is ${limit}. You have ${count}.`,
      }),
    },
  }),
};
