import { bearerKey, readBy, type BodyRules } from '../bodyRules';
import type { Dialect } from '../dialect';
import { openAiAnswer, openAiFault } from '../openAiShape';

/** The dimensions field is not supported. */
const body: BodyRules = { encoding: 'encoding_format' };

/** https://docs.qhaigc.net: `POST https://api.qhaigc.net/v1/embeddings` */
export const qhaigc: Dialect = {
  id: 'qhaigc',
  base: '/v1',
  path: '/embeddings',
  needsKey: true,
  keyOf: bearerKey,
  models: {
    'bge-m3': { dimensions: 1024, maxInputTokens: 8192 },
    'text-embedding-3-large': { dimensions: 3072, maxInputTokens: 8191 },
  },
  read: readBy(body),
  answer: openAiAnswer,
  fault: openAiFault,
};

/** According to the documentation of the single endpoint: a string instead of an array. */
export const qhaigcOneByOne: Dialect = { ...qhaigc, read: readBy({ ...body, inputAs: 'string' }) };
