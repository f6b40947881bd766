import type { ModelInfo } from '../../../common/providerInfo';
import type { OpenaiFacts } from './openaiDialect';

/** The embedding models of OpenAI, wherever they are offered. Prices differ with the place. */
export const openaiModels: readonly ModelInfo[] = [
  { id: 'text-embedding-3-small', dimensions: 1536, otherDimensions: [512], maxInputTokens: 8192 },
  { id: 'text-embedding-3-large', dimensions: 3072, otherDimensions: [256, 1024], maxInputTokens: 8192 },
  { id: 'text-embedding-ada-002', dimensions: 1536, maxInputTokens: 8192 },
];

/** What a request takes: texts, tokens of all of them, and what dimensions may be asked for (of the third generation alone). */
export const openaiLimits = {
  maxInputs: 2048,
  maxInputTokens: 8192,
  maxRequestTokens: 300_000,
  dimensionsOf: (model) => (model.includes('ada-002') ? [] : 'any'),
} satisfies Partial<OpenaiFacts>;
