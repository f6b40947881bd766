import type { ModelInfo } from '../../../common/contracts/providerInfo';
import { message } from '../../../common/messages/message';
import { modelListing } from './modelListing';
import { openaiRecord } from './openaiDialect';
import { openaiLimits, openaiModels } from './openaiModels';

const prices: Readonly<Record<string, number>> = {
  'text-embedding-3-small': 0.02,
  'text-embedding-3-large': 0.13,
  'text-embedding-ada-002': 0.1,
};

const models: readonly ModelInfo[] = openaiModels.map((model) => ({
  ...model,
  price: { amount: prices[model.id]!, currency: 'USD' },
}));

/** OpenAI. It rejects unknown fields. */
export const openai = openaiRecord({
  id: 'openai',
  label: 'OpenAI',
  description: message('openaiDescription'),
  documentation: 'https://platform.openai.com/docs/api-reference/embeddings',
  baseUrl: 'https://api.openai.com/v1',
  defaultModel: 'text-embedding-3-small',
  models,
  listing: modelListing({ models }),
  ...openaiLimits,
  encodings: ['base64', 'float'],
});
