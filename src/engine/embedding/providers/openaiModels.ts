import type { ModelInfo } from '../../../common/contracts/providerInfo';
import type { OpenaiFacts } from './openaiDialect';

/** The embedding models of OpenAI, for every provider that offers them. Prices differ by provider. */
export const openaiModels: readonly ModelInfo[] = [
  { id: 'text-embedding-3-small', dimensions: 1536, otherDimensions: [512], maxInputTokens: 8192 },
  { id: 'text-embedding-3-large', dimensions: 3072, otherDimensions: [256, 1024], maxInputTokens: 8192 },
  { id: 'text-embedding-ada-002', dimensions: 1536, maxInputTokens: 8192 },
];

/** Limits of a request: texts, total tokens, and the dimensions that may be requested (only for the third generation). */
export const openaiLimits = {
  maxInputs: 2048,
  maxInputTokens: 8192,
  maxRequestTokens: 300_000,
  dimensionsOf: (model) => (model.includes('ada-002') ? [] : 'any'),
} satisfies Partial<OpenaiFacts>;
