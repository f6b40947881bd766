import { bearerKey, flag, object, text, wholeNumber, checkFields } from '../../providers/bodyRules';
import type { JsonObject } from '../../providers/dialect';
import { statusOf, wordingOf } from '../../providers/wording';
import { readRerankBy, resultsOf, type RerankDialect } from '../rerankDialect';

const readInput = readRerankBy({});

/** https://help.aliyun.com/zh/model-studio/text-rerank-api, the native API; long texts are cut. */
export const dashscope: RerankDialect = {
  id: 'dashscope',
  base: '/api/v1',
  path: '/services/rerank/text-rerank/text-rerank',
  needsKey: true,
  keyOf: bearerKey,
  models: {
    'qwen3-rerank': { maxRequestTokens: 120_000 },
    'gte-rerank-v2': { maxRequestTokens: 30_000 },
  },
  maxDocuments: 500,
  read: (body) => {
    checkFields(body, { model: text, input: object, parameters: object }, ['model', 'input']);
    const parameters = (body['parameters'] ?? {}) as JsonObject;
    checkFields(parameters, { return_documents: flag, top_n: wholeNumber, instruct: text }, []);
    const { count, ...request } = readInput(body['input'] as JsonObject);
    const asked = (parameters['top_n'] ?? count) as number;
    return { ...request, model: body['model'] as string, count: Math.min(count, asked) };
  },
  answer: (scores, _request, tokens) => ({
    output: { results: resultsOf(scores) },
    usage: { total_tokens: tokens },
    request_id: '4b0805c0-6b36-490d-8bc1-4365f4c89905',
  }),
  fault: (refusal) => ({
    status: statusOf(refusal, { model: 400 }),
    body: {
      code: refusal.kind === 'wrongKey' || refusal.kind === 'noKey' ? 'InvalidApiKey' : 'InvalidParameter',
      message: wordingOf(refusal, {
        tooManyInputs: ({ limit }) => `batch size is invalid, it should not be larger than ${limit}.`,
      }),
      request_id: '4b0805c0-6b36-490d-8bc1-4365f4c89905',
    },
  }),
};
