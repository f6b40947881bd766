import { message } from '../../../common/messages/message';
import { modelListing } from './modelListing';
import { openaiRecord } from './openaiDialect';

const upTo1024 = [64, 128, 256, 512, 768, 1024];
const upTo2560 = [...upTo1024, 1536, 2048, 2560];

const models = [
  {
    id: 'Qwen/Qwen3-Embedding-8B',
    dimensions: 4096,
    otherDimensions: [1024, 2048],
    maxInputTokens: 32_768,
  },
  { id: 'Qwen/Qwen3-Embedding-4B', dimensions: 2560, otherDimensions: [1024], maxInputTokens: 32_768 },
  { id: 'Qwen/Qwen3-Embedding-0.6B', dimensions: 1024, otherDimensions: [512], maxInputTokens: 32_768 },
  { id: 'BAAI/bge-m3', dimensions: 1024, maxInputTokens: 8192 },
  { id: 'Pro/BAAI/bge-m3', dimensions: 1024, maxInputTokens: 8192 },
  { id: 'BAAI/bge-large-zh-v1.5', dimensions: 1024, maxInputTokens: 512 },
  { id: 'BAAI/bge-large-en-v1.5', dimensions: 1024, maxInputTokens: 512 },
  { id: 'netease-youdao/bce-embedding-base_v1', dimensions: 768, maxInputTokens: 512 },
];

/** SiliconFlow. Only its Qwen3 models accept dimensions. */
export const siliconflow = openaiRecord({
  id: 'siliconflow',
  label: 'SiliconFlow',
  description: message('siliconflowDescription'),
  documentation: 'https://docs.siliconflow.cn/cn/api-reference/embeddings/create-embeddings',
  baseUrl: 'https://api.siliconflow.cn/v1',
  defaultModel: 'Qwen/Qwen3-Embedding-8B',
  models,
  listing: modelListing({ path: '/models?sub_type=embedding', models }),
  maxInputs: 64,
  maxInputTokens: 512,
  encodings: ['base64', 'float'],
  dimensionsOf(model) {
    if (/qwen3-embedding-8b/i.test(model)) return [...upTo2560, 4096];
    if (/qwen3-embedding-4b/i.test(model)) return upTo2560;
    return /qwen3-embedding-0\.6b/i.test(model) ? upTo1024 : [];
  },
});
