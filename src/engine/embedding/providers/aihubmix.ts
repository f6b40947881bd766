import { modelListing } from './modelListing';
import { openaiRecord } from './openaiDialect';

const models = [
  { id: 'text-embedding-3-small', dimensions: 1536, otherDimensions: [512], maxInputTokens: 8192 },
  { id: 'text-embedding-3-large', dimensions: 3072, otherDimensions: [256, 1024], maxInputTokens: 8192 },
  { id: 'text-embedding-ada-002', dimensions: 1536, maxInputTokens: 8192 },
];

/** AIHubMix. Numbers come first: behind a gateway to many, base64 may be taken from some models only. */
export const aihubmix = openaiRecord({
  id: 'aihubmix',
  label: 'AIHubMix',
  description: 'Gateway to the models of many providers',
  documentation: 'https://docs.aihubmix.com/en/api-reference/openai-compatible/create-an-embedding',
  baseUrl: 'https://aihubmix.com/v1',
  defaultModel: 'text-embedding-3-small',
  models,
  listing: modelListing({ models }),
  maxInputs: 2048,
  maxInputTokens: 8192,
  maxRequestTokens: 300_000,
  encodings: ['float', 'base64'],
  dimensionsOf: (model) => (model.includes('ada-002') ? [] : 'any'),
});
