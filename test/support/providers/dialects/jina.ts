import { bearerKey, flag, readBy } from '../bodyRules';
import { RequestRefused, type Dialect, type EmbeddingRequest, type JsonObject } from '../dialect';
import { openAiAnswer } from '../openAiShape';
import { statusOf, wordingOf, type Wordings } from '../wording';

const codes: Partial<Record<string, string>> = {
  noKey: 'AUTH_MISSING_API_KEY',
  wrongKey: 'AUTH_INVALID_API_KEY',
  model: 'INPUT_MODEL_NOT_FOUND',
};

const wordings: Wordings = {
  inputTooLong: ({ tokens, limit }) => `Single text cannot exceed ${limit} tokens. ${tokens} tokens given.`,
  tooManyInputs: ({ limit }) => `input length is larger than the largest allowed size ${limit}`,
};

/** Supported tasks of each model. */
const tasks: Readonly<Record<string, readonly string[]>> = {
  'jina-embeddings-v4': [
    'retrieval.query',
    'retrieval.passage',
    'code.query',
    'code.passage',
    'text-matching',
  ],
  'jina-embeddings-v3': ['retrieval.query', 'retrieval.passage', 'text-matching', 'separation'],
  'jina-code-embeddings-1.5b': ['nl2code.query', 'nl2code.passage', 'code2code.query', 'code2code.passage'],
  'jina-code-embeddings-0.5b': ['nl2code.query', 'nl2code.passage', 'code2code.query', 'code2code.passage'],
};

const read = readBy({
  dimensions: 'dimensions',
  encoding: 'embedding_type',
  role: {
    field: 'task',
    values: {
      query: ['retrieval.query', 'code.query', 'nl2code.query', 'code2code.query'],
      document: ['retrieval.passage', 'code.passage', 'nl2code.passage', 'code2code.passage'],
    },
    others: ['text-matching', 'separation'],
  },
  others: { late_chunking: flag, truncate: flag, normalized: flag, return_multivector: flag },
});

/** https://api.jina.ai/docs */
export const jina: Dialect = {
  id: 'jina',
  base: '/v1',
  path: '/embeddings',
  needsKey: true,
  keyOf: bearerKey,
  models: {
    'jina-embeddings-v4': { dimensions: 2048, dimensionChoices: 'upTo', maxInputTokens: 32_768 },
    'jina-embeddings-v3': { dimensions: 1024, dimensionChoices: 'upTo', maxInputTokens: 8192 },
    'jina-code-embeddings-1.5b': { dimensions: 1536, dimensionChoices: 'upTo', maxInputTokens: 32_768 },
    'jina-code-embeddings-0.5b': { dimensions: 896, dimensionChoices: 'upTo', maxInputTokens: 32_768 },
  },
  maxInputs: 2048,
  read: readWithTask,
  answer: openAiAnswer,
  fault: (refusal) => ({
    status: statusOf(refusal, { unknownField: 422, badValue: 422, missingField: 422, model: 400 }),
    body: { detail: wordingOf(refusal, wordings), code: codes[refusal.kind] ?? 'INPUT_INVALID' },
  }),
};

/** @throws RequestRefused also if the model does not support the task */
function readWithTask(body: JsonObject): EmbeddingRequest {
  const request = read(body);
  const { task } = body;
  if (typeof task === 'string' && tasks[request.model]?.includes(task) === false) {
    throw new RequestRefused({ kind: 'badValue', field: 'task', value: task });
  }
  return request;
}
