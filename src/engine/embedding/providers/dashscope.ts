import type { ModelInfo, Price } from '../../../common/contracts/providerInfo';
import { message } from '../../../common/messages/message';
import { noPrefix, openaiRecord } from './openaiDialect';

/** Price in the Beijing region. */
const price: Price = { amount: 0.5, currency: 'CNY' };

const models: readonly ModelInfo[] = [
  {
    id: 'text-embedding-v4',
    dimensions: 1024,
    otherDimensions: [512, 1536, 2048],
    maxInputTokens: 8192,
    price,
  },
  { id: 'text-embedding-v3', dimensions: 1024, otherDimensions: [512, 768], maxInputTokens: 8192, price },
];

/** DashScope (Alibaba Cloud Model Studio), OpenAI-compatible. The key and the address belong to one region. */
export const dashscope = openaiRecord({
  id: 'dashscope',
  label: 'DashScope',
  description: message('dashscopeDescription'),
  documentation: 'https://help.aliyun.com/zh/model-studio/text-embedding-synchronous-api',
  baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
  defaultModel: 'text-embedding-v4',
  models,
  maxInputs: (model) => (isOld(model) ? 25 : 10),
  maxInputTokens: 2048,
  dimensionsOf(model) {
    if (model === 'text-embedding-v4') return [64, 128, 256, 512, 768, 1024, 1536, 2048];
    return model === 'text-embedding-v3' ? [64, 128, 256, 512, 768, 1024] : [];
  },
  prefixOf: noPrefix,
});

function isOld(model: string): boolean {
  return /^text-embedding-v[12]$/.test(model);
}
