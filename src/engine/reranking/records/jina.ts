import { message } from '../../../common/messages/message';
import { plainBody, rerankRecord } from './rerankDialect';

/**
 * Jina AI. It returns the documents by default, which nobody reads here. `jina-reranker-v3` compares the documents
 * with each other, 64 at a time.
 */
export const jinaReranker = rerankRecord({
  id: 'jina',
  label: 'Jina AI',
  description: message('jinaRerankDescription'),
  documentation: 'https://api.jina.ai/docs',
  baseUrl: 'https://api.jina.ai/v1',
  defaultModel: 'jina-reranker-v3',
  models: [
    { id: 'jina-reranker-v3', maxInputTokens: 8192 },
    { id: 'jina-reranker-m0', maxInputTokens: 10_240 },
    { id: 'jina-reranker-v2-base-multilingual', maxInputTokens: 1024 },
  ],
  maxInputs: 64,
  maxInputTokens: 1024,
  maxRequestTokens: (model) => (model === 'jina-reranker-v3' ? 131_072 : undefined),
  bodyOf: (call) => ({ ...plainBody(call), return_documents: false }),
});
