import type { ModelInfo } from '../../../common/providerInfo';
import { modelListing } from './modelListing';
import { openaiRecord } from './openaiDialect';

const models: readonly ModelInfo[] = [
  {
    id: 'text-embedding-3-small',
    dimensions: 1536,
    otherDimensions: [512],
    maxInputTokens: 8192,
    price: { amount: 0.02, currency: 'USD' },
  },
  {
    id: 'text-embedding-3-large',
    dimensions: 3072,
    otherDimensions: [256, 1024],
    maxInputTokens: 8192,
    price: { amount: 0.13, currency: 'USD' },
  },
  {
    id: 'text-embedding-ada-002',
    dimensions: 1536,
    maxInputTokens: 8192,
    price: { amount: 0.1, currency: 'USD' },
  },
];

/** OpenAI. A field that it does not know is an error. */
export const openai = openaiRecord({
  id: 'openai',
  label: 'OpenAI',
  description: 'The text-embedding-3 models of OpenAI',
  documentation: 'https://platform.openai.com/docs/api-reference/embeddings',
  baseUrl: 'https://api.openai.com/v1',
  defaultModel: 'text-embedding-3-small',
  models,
  listing: modelListing({ models }),
  maxInputs: 2048,
  maxInputTokens: 8192,
  maxRequestTokens: 300_000,
  encodings: ['base64', 'float'],
  dimensionsOf: (model) => (model.includes('ada-002') ? [] : 'any'),
});
