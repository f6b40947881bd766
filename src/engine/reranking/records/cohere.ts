import { message } from '../../../common/messages/message';
import { rerankRecord } from './rerankDialect';

/**
 * Cohere, version 2 of its API. It cuts a document after 4,096 tokens (`max_tokens_per_doc`), and returns all scores if
 * `top_n` is not sent. More than 1,000 documents are not recommended.
 */
export const cohereReranker = rerankRecord({
  id: 'cohere',
  label: 'Cohere',
  description: message('cohereRerankDescription'),
  documentation: 'https://docs.cohere.com/reference/rerank',
  baseUrl: 'https://api.cohere.com',
  path: '/v2/rerank',
  pastedPaths: ['/v1/rerank', '/v2', '/v1'],
  defaultModel: 'rerank-v3.5',
  models: [
    { id: 'rerank-v4.0-pro', maxInputTokens: 32_000 },
    { id: 'rerank-v4.0-fast', maxInputTokens: 32_000 },
    { id: 'rerank-v3.5', maxInputTokens: 4096 },
    { id: 'rerank-multilingual-v3.0', maxInputTokens: 4096 },
    { id: 'rerank-english-v3.0', maxInputTokens: 4096 },
  ],
  maxInputs: 1000,
  maxInputTokens: 4096,
});
