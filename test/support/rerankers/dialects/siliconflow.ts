import { bearerKey, flag, text, wholeNumber } from '../../providers/bodyRules';
import { statusOf, wordingOf } from '../../providers/wording';
import { readRerankBy, resultsOf, type RerankDialect } from '../rerankDialect';

/**
 * https://docs.siliconflow.cn/cn/api-reference/rerank/create-rerank. The default of `top_n` is not documented; here it is
 * the 4 of its example, so that a client that relies on all scores fails.
 */
export const siliconflow: RerankDialect = {
  id: 'siliconflow',
  base: '/v1',
  path: '/rerank',
  needsKey: true,
  keyOf: bearerKey,
  models: {
    'BAAI/bge-reranker-v2-m3': { maxPairTokens: 8192 },
    'Qwen/Qwen3-Reranker-8B': { maxPairTokens: 32_768 },
    'netease-youdao/bce-reranker-base_v1': { maxPairTokens: 512 },
  },
  read: readRerankBy({
    isModelRequired: true,
    count: 'top_n',
    usualCount: 4,
    others: {
      return_documents: flag,
      max_chunks_per_doc: wholeNumber,
      overlap_tokens: wholeNumber,
      instruction: text,
    },
  }),
  answer: (scores, _request, tokens) => ({
    id: '0195f8a7',
    results: resultsOf(scores).map((result) => ({ document: null, ...(result as object) })),
    meta: { billed_units: { input_tokens: tokens }, tokens: { input_tokens: tokens } },
  }),
  fault: (refusal) =>
    refusal.kind === 'noKey' || refusal.kind === 'wrongKey'
      ? { status: 401, body: 'Invalid token' }
      : {
          status: statusOf(refusal, { inputTooLong: 413, tooManyInputs: 413, model: 400 }),
          body: {
            code: refusal.kind === 'model' ? 20012 : 20015,
            message: wordingOf(refusal, {
              model: () => 'Model does not exist. Please check it carefully.',
              inputTooLong: ({ limit }) => `input must have less than ${limit} tokens`,
            }),
            data: null,
          },
        },
};
