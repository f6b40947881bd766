import { bearerKey, readBy } from '../bodyRules';
import type { Dialect, Refusal } from '../dialect';
import { openAiAnswer } from '../openAiShape';
import { statusOf, wordingOf, type Wordings } from '../wording';

const codes: Partial<Record<Refusal['kind'], string>> = {
  noKey: 'invalid_api_key',
  wrongKey: 'invalid_api_key',
  model: 'model_not_found',
};

const parameter = '<400> InternalError.Algo.InvalidParameter:';

const wordings: Wordings = {
  tooManyInputs: ({ limit }) =>
    `${parameter} Value error, batch size is invalid, it should not be larger than ${limit}.: input.contents`,
  inputTooLong: ({ limit }) => `${parameter} Range of input length should be [1, ${limit}]`,
};

/** https://help.aliyun.com/zh/model-studio/text-embedding-synchronous-api, the OpenAI-compatible API */
export const dashscope: Dialect = {
  id: 'dashscope',
  base: '/compatible-mode/v1',
  path: '/embeddings',
  needsKey: true,
  keyOf: bearerKey,
  models: {
    'text-embedding-v4': {
      dimensions: 1024,
      dimensionChoices: [64, 128, 256, 512, 768, 1024, 1536, 2048],
      maxInputTokens: 8192,
    },
    'text-embedding-v3': {
      dimensions: 1024,
      dimensionChoices: [64, 128, 256, 512, 768, 1024],
      maxInputTokens: 8192,
    },
  },
  maxInputs: 10,
  read: readBy({ dimensions: 'dimensions', encoding: 'encoding_format', encodings: ['float'] }),
  answer: openAiAnswer,
  fault: (refusal) => {
    const isOfKey = refusal.kind === 'noKey' || refusal.kind === 'wrongKey';
    return {
      status: statusOf(refusal),
      body: {
        error: {
          message: wordingOf(refusal, wordings),
          type: isOfKey ? 'invalid_request_error' : 'InvalidParameter',
          param: null,
          code: codes[refusal.kind] ?? 'InvalidParameter',
        },
        id: 'd0722c3e-ee3f-4728-8c6a-b3af05a4ac4b',
        request_id: 'd0722c3e-ee3f-4728-8c6a-b3af05a4ac4b',
      },
    };
  },
};
