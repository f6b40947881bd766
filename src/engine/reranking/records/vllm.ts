import { message } from '../../../common/messages/message';
import { rerankRecord } from './rerankDialect';

/** vLLM. It refuses a query and a document that together are longer than the model's context. */
export const vllmReranker = rerankRecord({
  id: 'vllm',
  label: 'vLLM',
  description: message('vllmRerankDescription'),
  documentation: 'https://docs.vllm.ai/en/stable/serving/openai_compatible_server.html',
  baseUrl: 'http://localhost:8000/v1',
  isOwnServer: true,
  models: [],
  maxInputs: 64,
  // Most open rerankers take 512 tokens. The estimate counts nearly double.
  maxInputTokens: 900,
});
