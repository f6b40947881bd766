import { bearerKey, object, readBy } from '../bodyRules';
import {
  RequestRefused,
  type Dialect,
  type EmbeddingRequest,
  type JsonObject,
  type Refusal,
} from '../dialect';
import { openAiAnswer } from '../openAiShape';
import { statusOf, wordingOf, type Wordings } from '../wording';

const limits = { maxInputTokens: 8192, maxRequestTokens: 16_384 } as const;

const ofFields = { unknownField: 422, missingField: 422, badValue: 422, dimensions: 422 } as const;

const wordings: Wordings = {
  model: ({ model }) => `Invalid model: ${model}`,
  unknownField: () => 'Extra inputs are not permitted',
  requestTooLong: ({ tokens, limit }) => `Too many tokens in batch. Max is ${limit} got ${tokens}`,
};

const codestral = {
  dimensions: 1536,
  dimensionChoices: [256, 512, 1024, 1536, 3072],
  hasInt8: true,
  ...limits,
};

const read = readBy({
  // `dimensions` is refused.
  dimensions: 'output_dimension',
  encoding: 'encoding_format',
  outputType: 'output_dtype',
  others: { metadata: object },
});

/** Base64 of integers is not documented. */
function readDocumented(body: JsonObject): EmbeddingRequest {
  const request = read(body);
  if (request.outputType !== undefined && request.encoding === 'base64') {
    throw new RequestRefused({ kind: 'badValue', field: 'encoding_format', value: 'base64' });
  }
  return request;
}

/** https://docs.mistral.ai/api/endpoint/embeddings */
export const mistral: Dialect = {
  id: 'mistral',
  base: '/v1',
  path: '/embeddings',
  needsKey: true,
  keyOf: bearerKey,
  models: {
    'codestral-embed': codestral,
    'codestral-embed-2505': codestral,
    'mistral-embed': { dimensions: 1024, ...limits },
  },
  read: readDocumented,
  answer: (vectors, request, tokens) => ({
    id: 'cf79f7daaee244b1a0ae5c7b1444424a',
    ...(openAiAnswer(vectors, request, tokens) as object),
  }),
  fault: (refusal) => {
    if (refusal.kind === 'noKey' || refusal.kind === 'wrongKey') {
      return { status: 401, body: { detail: 'Unauthorized' } };
    }
    const status = statusOf(refusal, { ...ofFields, model: 400 });
    const isModel = refusal.kind === 'model';
    return {
      status,
      body: {
        object: 'error',
        message: status === 422 ? { detail: [detailOf(refusal)] } : wordingOf(refusal, wordings),
        type: isModel ? 'invalid_model' : 'invalid_request_error',
        param: null,
        code: isModel ? '1500' : null,
      },
    };
  },
};

function detailOf(refusal: Refusal): unknown {
  return {
    type: refusal.kind === 'unknownField' ? 'extra_forbidden' : 'value_error',
    loc: ['body', 'field' in refusal ? refusal.field : 'output_dimension'],
    msg: wordingOf(refusal, wordings),
  };
}
