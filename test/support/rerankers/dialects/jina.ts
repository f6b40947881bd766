import { bearerKey, flag } from '../../providers/bodyRules';
import { statusOf, wordingOf } from '../../providers/wording';
import { readRerankBy, type RerankDialect } from '../rerankDialect';

/** https://api.jina.ai/docs: `POST https://api.jina.ai/v1/rerank`; it returns the documents unless told not to. */
export const jina: RerankDialect = {
  id: 'jina',
  base: '/v1',
  path: '/rerank',
  needsKey: true,
  keyOf: bearerKey,
  models: {
    'jina-reranker-v3': { maxRequestTokens: 131_072 },
    'jina-reranker-m0': {},
    'jina-reranker-v2-base-multilingual': {},
  },
  maxDocuments: 2048,
  read: readRerankBy({
    isModelRequired: true,
    count: 'top_n',
    others: { return_documents: flag, truncation: flag, return_embeddings: flag },
  }),
  answer: (scores, { model, documents }, tokens) => ({
    model,
    object: 'list',
    usage: { total_tokens: tokens },
    results: scores.map(({ index, score }) => ({
      index,
      document: { text: documents[index as number] },
      relevance_score: score,
    })),
  }),
  fault: (refusal) => ({
    status: statusOf(refusal, { unknownField: 422, badValue: 422, missingField: 422, model: 400 }),
    body: { detail: wordingOf(refusal) },
  }),
};
