import { message } from '../../../common/messages/message';
import { noPrefix, openaiRecord } from './openaiDialect';

/** Zhipu AI. Its `embedding-2` accepts 8,000 tokens in one request, all texts together. */
export const zhipu = openaiRecord({
  id: 'zhipu',
  label: 'Zhipu AI',
  description: message('zhipuDescription'),
  documentation: 'https://docs.bigmodel.cn/cn/guide/models/embedding/embedding-3',
  baseUrl: 'https://open.bigmodel.cn/api/paas/v4',
  defaultModel: 'embedding-3',
  models: [
    {
      id: 'embedding-3',
      dimensions: 2048,
      otherDimensions: [256, 512, 1024],
      maxInputTokens: 3072,
      price: { amount: 0.5, currency: 'CNY' },
    },
    { id: 'embedding-2', dimensions: 1024, maxInputTokens: 512 },
  ],
  maxInputs: 64,
  maxInputTokens: 512,
  maxRequestTokens: (model) => (model === 'embedding-2' ? 8000 : undefined),
  dimensionsOf: (model) => (model === 'embedding-3' ? [256, 512, 1024, 2048] : []),
  prefixOf: noPrefix,
});
