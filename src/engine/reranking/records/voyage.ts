import type { Price } from '../../../common/contracts/providerInfo';
import { message } from '../../../common/messages/message';
import { rerankRecord } from './rerankDialect';

const usd = (amount: number): Price => ({ amount, currency: 'USD' });

/**
 * Voyage AI. The query may have 8,000 tokens, and with each document 32,000; all pairs together 600,000. Longer texts
 * are cut (`truncation`). The number of scores is `top_k`, by default all of them.
 */
export const voyageReranker = rerankRecord({
  id: 'voyage',
  label: 'Voyage AI',
  description: message('voyageRerankDescription'),
  documentation: 'https://docs.voyageai.com/reference/reranker-api',
  baseUrl: 'https://api.voyageai.com/v1',
  defaultModel: 'rerank-2.5',
  models: [
    { id: 'rerank-2.5', maxInputTokens: 32_000, price: usd(0.05) },
    { id: 'rerank-2.5-lite', maxInputTokens: 32_000, price: usd(0.02) },
    { id: 'rerank-2', maxInputTokens: 16_000, price: usd(0.05) },
    { id: 'rerank-2-lite', maxInputTokens: 8000, price: usd(0.02) },
  ],
  maxInputs: 1000,
  maxInputTokens: 4000,
  maxRequestTokens: (model) => (model === 'rerank-2-lite' ? 300_000 : 600_000),
});
