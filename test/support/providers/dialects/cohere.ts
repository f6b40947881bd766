import { bearerKey, readBy, wholeNumber, oneOf } from '../bodyRules';
import { RequestRefused, type Dialect, type EmbeddingRequest, type JsonObject } from '../dialect';
import { encoded } from '../openAiShape';
import { statusOf, wordingOf, type Wordings } from '../wording';

const types = ['float', 'base64', 'int8'];

const read = readBy({
  input: 'texts',
  inputAs: 'array',
  dimensions: 'output_dimension',
  role: {
    field: 'input_type',
    required: true,
    values: { query: ['search_query'], document: ['search_document'] },
    others: ['classification', 'clustering'],
  },
  others: {
    embedding_types: (value) =>
      Array.isArray(value) && value.length === 1 && value.every((type) => types.includes(type as string)),
    truncate: oneOf('NONE', 'START', 'END'),
    max_tokens: wholeNumber,
  },
});

const wordings: Wordings = {
  wrongKey: () => 'invalid api token',
  missingField: ({ field }) => `invalid request: valid ${field} must be provided with the provided model`,
  tooManyInputs: ({ count, limit }) =>
    `invalid request: total number of texts must be at most ${limit} - received ${count}`,
};

/** https://docs.cohere.com/reference/embed: `POST https://api.cohere.com/v2/embed` */
export const cohere: Dialect = {
  id: 'cohere',
  base: '/v2',
  path: '/embed',
  needsKey: true,
  keyOf: bearerKey,
  models: {
    'embed-v4.0': {
      dimensions: 1536,
      dimensionChoices: [256, 512, 1024, 1536],
      hasInt8: true,
      maxInputTokens: 128_000,
    },
    'embed-multilingual-v3.0': { dimensions: 1024, hasInt8: true, maxInputTokens: 512 },
    'embed-english-v2.0': { dimensions: 4096, maxInputTokens: 512 },
  },
  maxInputs: 96,
  read: readEncoding,
  answer: (vectors, request, tokens) => ({
    id: '5807ee2e-0cda-445a-9ec8-864c60a06606',
    embeddings: {
      [request.outputType ?? request.encoding]: vectors.map((vector) => encoded(vector, request)),
    },
    texts: request.inputs,
    meta: { api_version: { version: '2' }, billed_units: { input_tokens: tokens } },
  }),
  fault: (refusal) => ({
    status: statusOf(refusal),
    body: { id: 'b1a9f8d3-6f0b-4a55-9a0c-9d0f6c1c7a11', message: wordingOf(refusal, wordings) },
  }),
};

/** The encoding is the single requested embedding type; without it, numbers are returned. */
function readEncoding(body: JsonObject): EmbeddingRequest {
  const request = read(body);
  const asked = body['embedding_types'] as readonly string[] | undefined;
  const [type] = asked ?? [];
  // Version 3 and later only.
  if (type !== undefined && type !== 'float' && request.model.endsWith('-v2.0')) {
    throw new RequestRefused({ kind: 'badValue', field: 'embedding_types', value: asked });
  }
  return {
    ...request,
    encoding: type === 'base64' ? 'base64' : 'float',
    outputType: type === 'int8' ? 'int8' : undefined,
  };
}
