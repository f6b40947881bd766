import { message } from '../../../common/messages/message';
import { plainBody, rerankRecord } from './rerankDialect';

/** SiliconFlow. The documentation gives no default of `top_n`, so all scores are requested. */
export const siliconflowReranker = rerankRecord({
  id: 'siliconflow',
  label: 'SiliconFlow',
  description: message('siliconflowRerankDescription'),
  documentation: 'https://docs.siliconflow.cn/cn/api-reference/rerank/create-rerank',
  baseUrl: 'https://api.siliconflow.cn/v1',
  defaultModel: 'BAAI/bge-reranker-v2-m3',
  models: [
    { id: 'BAAI/bge-reranker-v2-m3', maxInputTokens: 8192 },
    { id: 'Pro/BAAI/bge-reranker-v2-m3', maxInputTokens: 8192 },
    { id: 'Qwen/Qwen3-Reranker-8B', maxInputTokens: 32_768 },
    { id: 'Qwen/Qwen3-Reranker-4B', maxInputTokens: 32_768 },
    { id: 'Qwen/Qwen3-Reranker-0.6B', maxInputTokens: 32_768 },
    { id: 'netease-youdao/bce-reranker-base_v1', maxInputTokens: 512 },
  ],
  maxInputs: 64,
  maxInputTokens: 512,
  bodyOf: (call) => ({ ...plainBody(call), top_n: call.documents.length }),
});
