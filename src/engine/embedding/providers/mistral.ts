import type { ModelInfo } from '../../../common/contracts/providerInfo';
import { message } from '../../../common/messages/message';
import { modelListing } from './modelListing';
import { noPrefix, openaiRecord } from './openaiDialect';

const models: readonly ModelInfo[] = [
  {
    id: 'codestral-embed',
    dimensions: 1536,
    otherDimensions: [256, 512, 1024, 3072],
    maxInputTokens: 8192,
    price: { amount: 0.15, currency: 'USD' },
    hasInt8: true,
  },
  { id: 'mistral-embed', dimensions: 1024, maxInputTokens: 8192, price: { amount: 0.1, currency: 'USD' } },
];

/** Mistral AI. Refuses more than 16,384 tokens in one request, and refuses the field `dimensions`. */
export const mistral = openaiRecord({
  id: 'mistral',
  label: 'Mistral AI',
  description: message('mistralDescription'),
  documentation: 'https://docs.mistral.ai/api/endpoint/embeddings',
  baseUrl: 'https://api.mistral.ai/v1',
  defaultModel: 'codestral-embed',
  models,
  listing: modelListing({ models }),
  maxInputs: 128,
  maxInputTokens: 8192,
  maxRequestTokens: 16_384,
  encodings: ['base64', 'float'],
  // https://docs.mistral.ai/capabilities/embeddings/code_embeddings: lists of integers; base64 of them is not documented.
  int8: { isOf: isCodestral, encodings: ['float'] },
  dimensionsOf: (model) => (isCodestral(model) ? 'any' : []),
  dimensionsField: 'output_dimension',
  fieldsOf: ({ outputType }) => (outputType ? { output_dtype: outputType } : {}),
  prefixOf: noPrefix,
});

function isCodestral(model: string): boolean {
  return model.startsWith('codestral-embed');
}
