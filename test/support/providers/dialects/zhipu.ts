import { bearerKey, readBy } from '../bodyRules';
import type { Dialect, Refusal } from '../dialect';
import { openAiAnswer } from '../openAiShape';
import { statusOf, wordingOf, type Wordings } from '../wording';

const codes: Partial<Record<Refusal['kind'], string>> = {
  noKey: '1001',
  wrongKey: '1002',
  model: '1211',
  unknownField: '1210',
  missingField: '1213',
};

const wordings: Wordings = {
  model: () => '模型不存在,请检查模型代码。',
  tooManyInputs: ({ limit }) => `input数组最大不得超过${limit}条`,
  inputTooLong: ({ limit }) => `input 参数非法:单条请求最多支持${limit}Tokens`,
};

/** https://docs.bigmodel.cn/api-reference/模型-api/文本嵌入: the encoding field is not supported. */
export const zhipu: Dialect = {
  id: 'zhipu',
  base: '/api/paas/v4',
  path: '/embeddings',
  needsKey: true,
  keyOf: bearerKey,
  models: {
    'embedding-3': { dimensions: 2048, dimensionChoices: [256, 512, 1024, 2048], maxInputTokens: 3072 },
    'embedding-2': { dimensions: 1024, maxInputTokens: 512, maxRequestTokens: 8192 },
  },
  maxInputs: 64,
  read: readBy({ dimensions: 'dimensions' }),
  answer: openAiAnswer,
  fault: (refusal) => ({
    status: statusOf(refusal, { model: 400 }),
    body: { error: { code: codes[refusal.kind] ?? '1214', message: wordingOf(refusal, wordings) } },
  }),
};
