import { message } from '../../../common/messages/message';
import { modelListing } from './modelListing';
import { openaiRecord } from './openaiDialect';

const models = [{ id: 'Qwen3-Embedding-8B', dimensions: 4096, maxInputTokens: 8192 }];

/** SCNet. Its field `dimension` accepts only the model's own 4096, so it is never sent. */
export const scnet = openaiRecord({
  id: 'scnet',
  label: 'SCNet',
  description: message('scnetDescription'),
  documentation: 'https://www.scnet.cn/ac/openapi/doc/2.0/moduleapi/api/embedding.html',
  baseUrl: 'https://api.scnet.cn/api/llm/v1',
  defaultModel: 'Qwen3-Embedding-8B',
  models,
  listing: modelListing({ models }),
  maxInputs: 5,
  maxInputTokens: 8192,
  encodings: ['base64', 'float'],
});
