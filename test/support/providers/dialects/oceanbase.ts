import { bearerKey, object, readBy } from '../bodyRules';
import type { Dialect, DialectAnswer, Refusal } from '../dialect';
import { openAiAnswer } from '../openAiShape';
import { statusOf, wordingOf } from '../wording';

/** The envelope documented for the endpoint. Refusals have status 200 and their own status as the code. */
const wrapped = (data: unknown): unknown => ({ success: true, code: '200', message: 'successful', data });

const wrappedFault = (refusal: Refusal): DialectAnswer => ({
  status: 200,
  body: { success: false, code: `${statusOf(refusal)}`, message: wordingOf(refusal), data: null },
});

const resource = (id: string, status: string): unknown =>
  wrapped({ id, name: 'embedding-result', status, createTime: '2026-04-10T10:00:00Z' });

/** https://en.oceanbase.com: `POST {BASE_URL}/api/v1/embeddings`, answered as OpenAI would. */
export const oceanbase: Dialect = {
  id: 'oceanbase',
  base: '',
  path: '/api/v1/embeddings',
  needsKey: true,
  keyOf: bearerKey,
  models: {
    'text-embedding-3-small': { dimensions: 1536, dimensionChoices: 'upTo', maxInputTokens: 8192 },
  },
  read: readBy({ dimensions: 'dimensions', encoding: 'encoding_format', others: { parameters: object } }),
  answer: openAiAnswer,
  fault: (refusal) => ({
    status: statusOf(refusal),
    body: { error: { code: refusal.kind, message: wordingOf(refusal) } },
  }),
};

/** The same answers in the envelope. */
export const oceanbaseWrapped: Dialect = {
  ...oceanbase,
  answer: (vectors, request, tokens) => wrapped(openAiAnswer(vectors, request, tokens)),
  fault: wrappedFault,
};

/** Answers with a task instead of vectors, which are fetched from another path. */
export const oceanbaseTask: Dialect = {
  ...oceanbaseWrapped,
  task: {
    resultPath: '/api/v1/embeddings/{id}',
    polls: 2,
    started: (id) => resource(id, 'RUNNING'),
    running: (id) => resource(id, 'RUNNING'),
  },
};

/** A task that is reported as complete although its vectors still have to be fetched, as in the documentation's example. */
export const oceanbaseCompletedTask: Dialect = {
  ...oceanbaseTask,
  task: {
    resultPath: '/api/v1/embeddings/{id}',
    polls: 0,
    started: (id) => resource(id, 'COMPLETED'),
    running: (id) => resource(id, 'COMPLETED'),
  },
};
