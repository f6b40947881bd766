import type { Price } from '../../../common/contracts/providerInfo';
import { message } from '../../../common/messages/message';
import { intoParameters } from '../../embedding/providers/intoParameters';
import { rerankRecord } from './rerankDialect';

/** Price of qwen3-rerank in the Beijing region. */
const price: Price = { amount: 0.5, currency: 'CNY' };

/**
 * DashScope, its native API: the texts are in `input`, the scores in `output`. A query or document of more than 4,000
 * tokens is cut; the tokens of a request are those of the documents and, once for each document, of the query. Further
 * fields, such as `instruct`, are in `parameters`.
 */
export const dashscopeReranker = rerankRecord({
  id: 'dashscope',
  label: 'DashScope',
  description: message('dashscopeRerankDescription'),
  documentation: 'https://help.aliyun.com/zh/model-studio/text-rerank-api',
  baseUrl: 'https://dashscope.aliyuncs.com/api/v1',
  path: '/services/rerank/text-rerank/text-rerank',
  defaultModel: 'qwen3-rerank',
  models: [
    { id: 'qwen3-rerank', maxInputTokens: 4000, price },
    { id: 'gte-rerank-v2', maxInputTokens: 4000 },
  ],
  maxInputs: 500,
  maxInputTokens: 4000,
  maxRequestTokens: (model) => (model === 'qwen3-rerank' ? 120_000 : 30_000),
  bodyOf: ({ model, query, documents }) => ({ model, input: { query, documents } }),
  placeParameters: intoParameters,
});
