import type { ModelInfo } from '../../../common/contracts/providerInfo';
import { message } from '../../../common/messages/message';
import { cloud } from './hosting';
import { similarModel } from './knownModels';
import { modelListing } from './modelListing';
import { bearer, longestFirst, mayAsk, noPrefix } from './openaiDialect';
import type { ProviderRecord } from './providerRecord';
import { readAnswer } from './readAnswer';
import { readFault } from './readFault';

const models: readonly ModelInfo[] = [
  {
    id: 'embed-v4.0',
    dimensions: 1536,
    otherDimensions: [256, 512, 1024],
    maxInputTokens: 128_000,
    price: { amount: 0.12, currency: 'USD' },
    hasInt8: true,
  },
  { id: 'embed-multilingual-v3.0', dimensions: 1024, maxInputTokens: 512, hasInt8: true },
  { id: 'embed-english-v3.0', dimensions: 1024, maxInputTokens: 512, hasInt8: true },
  { id: 'embed-multilingual-light-v3.0', dimensions: 384, maxInputTokens: 512, hasInt8: true },
  { id: 'embed-english-light-v3.0', dimensions: 384, maxInputTokens: 512, hasInt8: true },
];

/** Cohere, version 2 of its API; models are listed with version 1. */
export const cohere: ProviderRecord = {
  id: 'cohere',
  label: 'Cohere',
  description: message('cohereDescription'),
  documentation: 'https://docs.cohere.com/reference/embed',
  baseUrl: 'https://api.cohere.com',
  paths: longestFirst(['/v2/embed', '/v1/embed', '/v1/models', '/v2', '/v1']),
  key: 'required',
  defaultModel: 'embed-v4.0',
  models,
  listing: modelListing({ path: '/v1/models?endpoint=embed&page_size=1000', models }),
  timeoutMs: cloud.timeoutMs,
  encodings: ['base64', 'float'],
  // The list of integers has no encoding.
  int8: { isOf: (model) => !isOld(model), encodings: ['float'] },
  limitsOf: (model) => ({
    maxInputs: 96,
    maxInputTokens: similarModel(models, model)?.maxInputTokens ?? 512,
    concurrency: cloud.concurrency,
  }),
  dimensionsOf,
  prefixOf: noPrefix,
  headersOf: bearer,
  requestOf: (call) => ({
    path: '/v2/embed',
    body: {
      model: call.model,
      texts: call.inputs,
      input_type: call.role === 'query' ? 'search_query' : 'search_document',
      embedding_types: [call.outputType ?? (isOld(call.model) ? 'float' : call.encoding)],
      ...(mayAsk(dimensionsOf, call) && { output_dimension: call.dimensions }),
    },
  }),
  readAnswer,
  readFault,
};

/** Its documentation has integers and base64 for version 3 and later. */
function isOld(model: string): boolean {
  return /-v[12]\.0$/.test(model);
}

function dimensionsOf(model: string): readonly number[] {
  return /-v[12]\.0$|-v3\.0$/.test(model) ? [] : [256, 512, 1024, 1536];
}
