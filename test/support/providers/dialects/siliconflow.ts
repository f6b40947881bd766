import { bearerKey, readBy } from '../bodyRules';
import type { Dialect, Refusal } from '../dialect';
import { openAiAnswer } from '../openAiShape';
import { statusOf, wordingOf, type Wordings } from '../wording';

/** Queries for Qwen models contain an instruction. */
const instruction = /^Instruct: [^\n]+\nQuery: ?/;

const small = [64, 128, 256, 512, 768] as const;

const codes: Partial<Record<Refusal['kind'], number>> = {
  model: 20012,
  tooManyInputs: 20042,
  inputTooLong: 20042,
};

const invalid = (): string => 'The parameter is invalid. Please check again.';

const wordings: Wordings = {
  model: () => 'Model does not exist. Please check it carefully.',
  unknownField: invalid,
  missingField: invalid,
  badValue: invalid,
  dimensions: invalid,
  tooManyInputs: ({ count, limit }) => `input batch size ${count} > maximum allowed batch size ${limit}`,
  inputTooLong: ({ limit }) => `input must have less than ${limit} tokens`,
};

/** https://docs.siliconflow.cn/cn/api-reference/embeddings/create-embeddings */
export const siliconflow: Dialect = {
  id: 'siliconflow',
  base: '/v1',
  path: '/embeddings',
  needsKey: true,
  keyOf: bearerKey,
  models: {
    'Qwen/Qwen3-Embedding-8B': {
      dimensions: 4096,
      dimensionChoices: [...small, 1024, 1536, 2048, 2560, 4096],
      maxInputTokens: 32_768,
      queryPrefix: instruction,
    },
    'Qwen/Qwen3-Embedding-4B': {
      dimensions: 2560,
      dimensionChoices: [...small, 1024, 1536, 2048, 2560],
      maxInputTokens: 32_768,
      queryPrefix: instruction,
    },
    'Qwen/Qwen3-Embedding-0.6B': {
      dimensions: 1024,
      dimensionChoices: [...small, 1024],
      maxInputTokens: 32_768,
      queryPrefix: instruction,
    },
    'BAAI/bge-m3': { dimensions: 1024, maxInputTokens: 8192 },
    'BAAI/bge-large-zh-v1.5': {
      dimensions: 1024,
      maxInputTokens: 512,
      // The query prefix from the model card.
      queryPrefix: /^为这个句子生成表示以用于检索相关文章\uFF1A/,
    },
  },
  maxInputs: 64,
  read: readBy({ dimensions: 'dimensions', encoding: 'encoding_format' }),
  answer: openAiAnswer,
  fault: (refusal) => {
    // The body is plain text.
    if (refusal.kind === 'noKey' || refusal.kind === 'wrongKey')
      return { status: 401, body: 'Invalid token' };
    return {
      status: statusOf(refusal, { tooManyInputs: 413, inputTooLong: 413, model: 400 }),
      body: { code: codes[refusal.kind] ?? 20015, message: wordingOf(refusal, wordings), data: null },
    };
  },
};
