import { bearerKey, flag, readBy } from '../bodyRules';
import type { Dialect, DialectModel } from '../dialect';
import { openAiAnswer } from '../openAiShape';
import { statusOf, wordingOf, type Wordings } from '../wording';

const modelOf = (maxRequestTokens: number): DialectModel => ({
  dimensions: 1024,
  dimensionChoices: [256, 512, 1024, 2048],
  hasInt8: true,
  maxInputTokens: 32_000,
  maxRequestTokens,
});

const wordings: Wordings = {
  wrongKey: () => 'Provided API key is invalid.',
  model: ({ model }) => `Model ${model} is not supported.`,
  unknownField: ({ field }) => `Argument '${field}' is not supported by our API`,
  tooManyInputs: ({ count, limit }) => `The batch size limit is ${limit}. Your batch size is ${count}.`,
  requestTooLong: ({ tokens, limit }) =>
    `Request failed. The max allowed tokens per submitted batch is ${limit}. Your batch has ${tokens} tokens after truncation. Please lower the number of tokens in the batch.`,
};

/** https://docs.voyageai.com/reference/embeddings-api */
export const voyage: Dialect = {
  id: 'voyage',
  base: '/v1',
  path: '/embeddings',
  needsKey: true,
  keyOf: bearerKey,
  models: {
    'voyage-code-3': modelOf(120_000),
    'voyage-3-large': modelOf(120_000),
    'voyage-3.5': modelOf(320_000),
    'voyage-3.5-lite': modelOf(1_000_000),
    'voyage-4-large': modelOf(120_000),
    'voyage-4': modelOf(320_000),
    'voyage-4-lite': modelOf(1_000_000),
    'voyage-law-2': { dimensions: 1024, maxInputTokens: 16_000, maxRequestTokens: 120_000 },
  },
  maxInputs: 1000,
  read: readBy({
    dimensions: 'output_dimension',
    encoding: 'encoding_format',
    // `float` is not allowed: it is the default without the field.
    encodings: ['base64'],
    role: { field: 'input_type', values: { query: ['query'], document: ['document'] } },
    outputType: 'output_dtype',
    others: { truncation: flag },
  }),
  answer: openAiAnswer,
  fault: (refusal) => ({
    status: statusOf(refusal, { model: 400 }),
    body: { detail: wordingOf(refusal, wordings) },
  }),
};
