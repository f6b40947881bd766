import { bearerKey, flag } from '../../providers/bodyRules';
import { statusOf, wordingOf } from '../../providers/wording';
import { readRerankBy, type RerankDialect } from '../rerankDialect';

/**
 * https://docs.aihubmix.com/en/api/Jina-AI: `POST https://aihubmix.com/v1/rerank`, the format of Jina AI. Without `top_n`,
 * the 3 of its example, so that a client that relies on all scores fails.
 */
export const aihubmix: RerankDialect = {
  id: 'aihubmix',
  base: '/v1',
  path: '/rerank',
  needsKey: true,
  keyOf: bearerKey,
  models: { 'jina-reranker-v2-base-multilingual': {}, 'jina-reranker-m0': {} },
  read: readRerankBy({
    isModelRequired: true,
    count: 'top_n',
    usualCount: 3,
    others: { return_documents: flag },
  }),
  answer: (scores, { model, documents }, tokens) => ({
    model,
    results: scores.map(({ index, score }) => ({
      index,
      document: { text: documents[index as number] },
      relevance_score: score,
    })),
    usage: { total_tokens: tokens, prompt_tokens: tokens },
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
