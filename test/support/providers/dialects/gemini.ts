import { checkFields, object, oneOf, text, wholeNumber, type FieldRule } from '../bodyRules';
import { RequestRefused, type Dialect, type EmbeddingRequest, type JsonObject, type Role } from '../dialect';
import { statusOf, wordingOf, type Wordings } from '../wording';

const roles: Readonly<Record<string, Role>> = {
  RETRIEVAL_QUERY: 'query',
  CODE_RETRIEVAL_QUERY: 'query',
  RETRIEVAL_DOCUMENT: 'document',
};

const fields: Readonly<Record<string, FieldRule>> = {
  model: text,
  content: object,
  taskType: oneOf(...Object.keys(roles), 'SEMANTIC_SIMILARITY', 'QUESTION_ANSWERING'),
  title: text,
  outputDimensionality: wholeNumber,
};

const statuses: Readonly<Record<number, string>> = { 403: 'PERMISSION_DENIED', 404: 'NOT_FOUND' };

const invalidKey = {
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason: 'API_KEY_INVALID',
  domain: 'googleapis.com',
};

const wordings: Wordings = {
  wrongKey: () => 'API key not valid. Please pass a valid API key.',
  unknownField: ({ field }) =>
    `Invalid JSON payload received. Unknown name "${field}" at 'requests[0]': Cannot find field.`,
  tooManyInputs: ({ limit }) =>
    `* BatchEmbedContentsRequest.requests: at most ${limit} requests can be in one batch\n`,
};

/** https://ai.google.dev/api/embeddings: `POST …/v1beta/models/{model}:batchEmbedContents` */
export const gemini: Dialect = {
  id: 'gemini',
  base: '/v1beta',
  path: '/models/{model}:batchEmbedContents',
  needsKey: true,
  keyOf: (headers) => headers['x-goog-api-key']?.toString(),
  models: {
    'gemini-embedding-001': { dimensions: 3072, dimensionChoices: 'upTo', maxInputTokens: 2048 },
    'gemini-embedding-2': {
      dimensions: 3072,
      dimensionChoices: 'upTo',
      maxInputTokens: 8192,
      // The task is given in the text.
      queryPrefix: /^task: [a-z ]+ \| query: /,
      documentPrefix: /^title: [^|]+ \| text: /,
    },
  },
  maxInputs: 100,
  read: (body, model) => {
    checkFields(body, { requests: Array.isArray }, ['requests']);
    const requests = (body['requests'] as readonly JsonObject[]).map((one) => readOne(one, model ?? ''));
    const [first] = requests;
    if (first === undefined) throw new RequestRefused({ kind: 'badValue', field: 'requests', value: [] });
    return { ...first, inputs: requests.flatMap(({ inputs }) => inputs) };
  },
  // Shortened vectors are not normalized.
  answer: (vectors, { dimensions }) => ({
    embeddings: vectors.map((vector) => ({
      values: dimensions === undefined ? vector : vector.map((value) => value * 0.7),
    })),
  }),
  fault: (refusal) => {
    const code = statusOf(refusal, { wrongKey: 400, noKey: 403 });
    const status = statuses[code] ?? 'INVALID_ARGUMENT';
    const details = refusal.kind === 'wrongKey' ? { details: [invalidKey] } : {};
    return {
      status: code,
      body: { error: { code, message: wordingOf(refusal, wordings), status, ...details } },
    };
  },
};

/** One of the requests; the model is in the path and in each request. */
function readOne(one: JsonObject, model: string): EmbeddingRequest {
  checkFields(one, fields, ['model', 'content']);
  if (one['model'] !== `models/${model}`) {
    throw new RequestRefused({ kind: 'badValue', field: 'model', value: one['model'] });
  }
  const { taskType, title, outputDimensionality } = one;
  if (taskType !== undefined && model !== 'gemini-embedding-001') {
    throw new RequestRefused({ kind: 'badValue', field: 'taskType', value: taskType });
  }
  if (title !== undefined && taskType !== 'RETRIEVAL_DOCUMENT') {
    throw new RequestRefused({ kind: 'badValue', field: 'title', value: title });
  }
  const content = one['content'] as JsonObject;
  checkFields(content, { parts: Array.isArray, role: text }, ['parts']);
  const parts = content['parts'] as readonly JsonObject[];
  for (const part of parts) checkFields(part, { text }, ['text']);
  return {
    model,
    inputs: [parts.map((part) => part['text'] as string).join('')],
    asString: false,
    dimensions: outputDimensionality as number | undefined,
    encoding: 'float',
    role: typeof taskType === 'string' ? roles[taskType] : undefined,
  };
}
